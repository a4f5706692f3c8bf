/**
 * Between the agent's widget and the platform. Ours: the public contract says only that the widget
 * exchanges what its URL held, once, for a token that it keeps in memory and renews.
 *
 * 1. `POST /api/widget/sign-in`       what the URL held → a token
 * 2. `POST /api/widget/interactions`  an invitation, or a seat in an existing interaction
 * 3. the signalling socket, with the seat token
 * 4. `POST /api/widget/renew`         before the token ends
 */
import type { EpochMs, InteractionId, InteractionState } from "../ids.ts";
import type { IceServer } from "./agent-settings.ts";
import type { CustomData } from "./interactions.ts";
import type { PublicTenantSettings } from "./tenant-settings.ts";

/** Exactly the credential that the widget's URL held. */
export type WidgetSignInRequest =
  | { readonly token: string }
  | { readonly pak: string; readonly email: string; readonly environment?: string };

export interface WidgetSignInResponse extends WidgetToken {
  readonly agent: {
    readonly id: string;
    /** As stored: organisation id and address. */
    readonly email: string;
    readonly displayName: string;
    readonly locale: string;
    readonly cameraOn: boolean;
  };
  readonly tenant: PublicTenantSettings;
  /** Origins that may embed the widget, as patterns for `matchesOrigin`; it posts its messages to none but these. */
  readonly allowedOrigins: readonly string[];
}

/** `POST /api/widget/renew` with the old token as bearer. */
export interface WidgetToken {
  readonly token: string;
  readonly expiresAtMs: EpochMs;
}

/** `POST /api/widget/interactions`, bearer: the widget's token. */
export interface OpenInteractionRequest {
  /** The URL's `veinteraction`: an interaction's id joins it, any other string is the application's reference. */
  readonly veinteraction?: string;
  /** This page load, random. Names the device in `AcceptedElsewhere` and tells a reload from a second widget. */
  readonly instanceId: string;
}

/**
 * How the agent came to its seat:
 * `invitation` a new interaction of the agent's own, `claimed` a waiting visitor was won,
 * `returned` the agent's own interaction, joined again (a reload).
 */
export type OpenedHow = "invitation" | "claimed" | "returned";

export interface OpenInteractionResponse {
  readonly how: OpenedHow;
  readonly interaction: AgentInteraction;
  readonly seat: SeatGrant;
}

export interface AgentInteraction {
  readonly interactionId: InteractionId;
  readonly tenantId: string;
  readonly state: InteractionState;
  /** Six digits. */
  readonly pin: string;
  /** Whether the visitor is asked for the PIN. */
  readonly pinRequired: boolean;
  /** Absolute. */
  readonly shortUrl: string;
  readonly visitorName: string;
  readonly createdAtMs: EpochMs;
  readonly customData: CustomData;
}

/** The right to one seat, and what is needed to use it. */
export interface SeatGrant {
  /** Names interaction, role and page; for the signalling socket and the leaving beacon. */
  readonly seatToken: string;
  readonly iceServers: readonly IceServer[];
}

/** `POST /api/seats/leave`: the beacon of a page that goes away. Unless the seat is back within 5 s, a hang-up. */
export interface LeaveSeatRequest {
  readonly seatToken: string;
}
