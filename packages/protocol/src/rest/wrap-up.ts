import type { EpochMs } from "../ids.ts";

/**
 * `GET /api/queue/my/wrap-up`, bearer: when calls ring at this agent again after the last call. Ours.
 *
 * `DELETE` ends the wrap-up time immediately.
 */
export interface WrapUp {
  /** Null if calls can ring now. */
  readonly endsAtMs: EpochMs | null;
  readonly serverTimeMs: EpochMs;
}
