import type { EpochMs, InteractionId, SeatRole } from "../ids.ts";
import type { STATS_FIELDS } from "../signalling/signalling-socket.ts";

/** What probably reduced the quality of a call. */
export type QualityCause = "loss" | "delay" | "bandwidth" | "cpu";

/** One measurement, see `STATS_FIELDS`; null if unknown. */
export type QualitySample = { readonly atMs: EpochMs } & Readonly<
  Record<(typeof STATS_FIELDS)[number], number | null>
>;

/** As one side's page measured it. */
export interface CallQualityOfSide {
  readonly role: SeatRole;
  /** 1 (bad) to 5; null if nothing was measured. */
  readonly score: number | null;
  /** Null if the quality was good. */
  readonly cause: QualityCause | null;
  readonly samples: readonly QualitySample[];
}

/**
 * `GET /api/interactions/tenants/{tenantId}/interactions/{interactionId}/quality`, bearer: an operator's key. Ours. The score is that
 * of the worse side.
 */
export interface CallQuality {
  readonly interactionId: InteractionId;
  readonly score: number | null;
  readonly cause: QualityCause | null;
  readonly sides: readonly CallQualityOfSide[];
}
