import type { EndReason, EpochMs, InteractionId, InteractionState } from "../ids.ts";
import type { CustomData } from "./interactions.ts";

/** An interaction in a list. */
export interface InteractionSummary {
  readonly id: InteractionId;
  readonly state: InteractionState;
  readonly endReason: EndReason | null;
  readonly initiatedBy: "agent" | "visitor";
  /** As stored; null for a visitor's request that no agent accepted. */
  readonly agentEmail: string | null;
  /** As the visitor gave it; empty if none was given, and after erasure. */
  readonly visitorName: string;
  /** The application's own reference (`customData.customerId`); null if there is none, and after erasure. */
  readonly customerId: string | null;
  /** The data that the web site or the application attached; empty after erasure. */
  readonly customData: CustomData;
  readonly createdAtMs: EpochMs;
  readonly endedAtMs: EpochMs | null;
  readonly talkTimeMs: number;
  /** The agent's notes; empty after erasure. */
  readonly notes: string;
  /** The outcome that the agent chose, as the application's code (`resolved`); null if none was chosen, and after erasure. */
  readonly disposition: string | null;
}

/**
 * `PUT /api/interactions/my/{interactionId}/notes`, bearer: replaces the agent's notes about one of their own interactions,
 * during the call or afterwards. Ours.
 */
export interface CallNotes {
  /** Several lines; at most {@link MAX_NOTES_LENGTH} characters. */
  readonly notes: string;
  /** At most 64 characters. */
  readonly disposition: string | null;
}

export const MAX_NOTES_LENGTH: number = 4_000;

/**
 * `GET /api/interactions/my?limit&after`, bearer: the agent's own interactions, the newest first. Ours.
 *
 * `GET /api/interactions/tenants/{tenantId}/interactions?limit&after`, bearer: an operator's key. All of the tenant's.
 */
export interface InteractionPage {
  readonly interactions: readonly InteractionSummary[];
  /** Send it as `after` to get the next page; null on the last page. */
  readonly next: string | null;
}
