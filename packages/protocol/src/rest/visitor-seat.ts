/**
 * Between the visitor's page and the platform. Ours.
 *
 * 1. `GET  /api/visitor/interactions/{interactionId}`       what to show before joining; changes nothing
 * 2. `POST /api/visitor/interactions/{interactionId}/seat`  takes the visitor's seat
 * 3. the signalling socket, with the seat token
 */
import type { EndReason, EpochMs, InteractionId, InteractionState } from "../ids.ts";
import type { PublicTenantSettings } from "./tenant-settings.ts";
import type { SeatGrant } from "./widget-session.ts";

export interface VisitorInteraction {
  readonly interactionId: InteractionId;
  readonly state: InteractionState;
  readonly endReason: EndReason | null;
  /** Who asked for the call: an agent with an invitation, or the visitor, who then waits for an agent. */
  readonly initiatedBy: "agent" | "visitor";
  /** The inviting agent's name; empty for a visitor's request that no agent has accepted. */
  readonly agentName: string;
  readonly pinRequired: boolean;
  /** Whether the visitor is in the call on another page, so that this one needs `takeOver`. */
  readonly seatTaken: boolean;
  /** Whether this page can take the seat over: it was opened with the visitor's link, not only with the interaction id. */
  readonly mayTakeOver: boolean;
  readonly createdAtMs: EpochMs;
  readonly tenant: PublicTenantSettings;
}

export interface TakeVisitorSeatRequest {
  /** Random id of this tab, kept across reloads, so that a reloaded page gets its seat back. */
  readonly instanceId: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly pin?: string;
  readonly consent?: { readonly recording: boolean };
  /** Takes the seat over from another page; that page gets `takenOver`. Requires the visitor's link. Default false. */
  readonly takeOver?: boolean;
}

export interface TakeVisitorSeatResponse {
  readonly interaction: VisitorInteraction;
  readonly seat: SeatGrant;
}
