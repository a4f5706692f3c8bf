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
  /** Who asked for the call: an agent by an invitation, or the visitor, who then waits for an agent. */
  readonly initiatedBy: "agent" | "visitor";
  /** The inviting agent's name; empty for a visitor's own request that nobody has taken. */
  readonly agentName: string;
  readonly pinRequired: boolean;
  /** Whether another page sits in the visitor's seat now. */
  readonly seatTaken: boolean;
  readonly createdAtMs: EpochMs;
  readonly tenant: PublicTenantSettings;
}

export interface TakeVisitorSeatRequest {
  /** This tab, random, kept over a reload: a page that comes back to its own seat is let in. */
  readonly instanceId: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly pin?: string;
  readonly consent?: { readonly recording: boolean };
  /** Takes the seat from the other page that sits in it; that page is told. Default false. */
  readonly takeOver?: boolean;
}

export interface TakeVisitorSeatResponse {
  readonly interaction: VisitorInteraction;
  readonly seat: SeatGrant;
}
