import type { EndReason, EpochMs, InteractionId, InteractionState } from "../ids.ts";

/** An interaction in a list. */
export interface InteractionSummary {
  readonly id: InteractionId;
  readonly state: InteractionState;
  readonly endReason: EndReason | null;
  readonly initiatedBy: "agent" | "visitor";
  /** As stored; null for a visitor's request that nobody took. */
  readonly agentEmail: string | null;
  /** As the visitor gave it; empty where none was given, and once it was erased. */
  readonly visitorName: string;
  /** The application's own reference (`customData.customerId`); null where there is none, and once it was erased. */
  readonly customerId: string | null;
  readonly createdAtMs: EpochMs;
  readonly endedAtMs: EpochMs | null;
  readonly talkTimeMs: number;
}

/**
 * `GET /api/interactions/my?limit&after`, bearer: the agent's own interactions, the newest first. Ours.
 *
 * `GET /api/interactions/tenants/{tenantId}/interactions?limit&after`, bearer: an operator's key. All of the tenant's.
 */
export interface InteractionPage {
  readonly interactions: readonly InteractionSummary[];
  /** Sent as `after` it gets the next page; null on the last one. */
  readonly next: string | null;
}
