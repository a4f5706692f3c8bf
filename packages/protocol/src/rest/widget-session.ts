/**
 * Between the agent's widget and the platform. Ours: the public contract says only that the widget
 * exchanges its URL's credential, once, for a token that it keeps in memory and renews.
 *
 * 1. `POST /api/widget/start`         the next two in one request
 *    `POST /api/widget/sign-in`       the URL's credential → a token
 *    `POST /api/widget/interactions`  an invitation, or a seat in an existing interaction
 * 2. the signalling socket, with the seat token
 * 3. `POST /api/widget/renew`         before the token expires
 */
import type { EpochMs, InteractionId, InteractionState } from "../ids.ts";
import type { RoomView } from "../signalling/signalling-socket.ts";
import type { IceServer } from "./agent-settings.ts";
import type { ErrorBody } from "./error-body.ts";
import type { CustomData } from "./interactions.ts";
import type { PublicTenantSettings } from "./tenant-settings.ts";

/** The credential from the widget's URL, unchanged. */
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
  /** Origins that can embed the widget, as patterns for `matchesOrigin`. The widget posts messages only to these. */
  readonly allowedOrigins: readonly string[];
}

/** `POST /api/widget/start`: signs in and opens an interaction, so that an accepted call costs one round trip. */
export interface StartWidgetRequest {
  readonly credential: WidgetSignInRequest;
  readonly open: OpenInteractionRequest;
}

/**
 * A refused sign-in fails the request. A refused interaction is part of a successful response, because the widget then knows its
 * host's origin and can report the refusal to it.
 */
export interface StartWidgetResponse {
  readonly signedIn: WidgetSignInResponse;
  readonly opened: OpenInteractionResponse | { readonly refused: ErrorBody["error"] };
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
  /** What a new interaction carries; ignored for an existing one. */
  readonly customData?: Readonly<Record<string, string | number | boolean>>;
  /** The visitor of a new interaction, as far as the agent knows. */
  readonly visitor?: { readonly name?: string; readonly email?: string; readonly phone?: string };
  /** Random id of this page load. It is the device in `AcceptedElsewhere`, and distinguishes a reload from a second widget. */
  readonly instanceId: string;
}

/**
 * How the agent got the seat:
 * `invitation` the agent started a new interaction, `claimed` the agent won a waiting visitor,
 * `returned` the agent joined their interaction again (a reload).
 */
export type OpenedHow = "invitation" | "claimed" | "returned";

export interface OpenInteractionResponse {
  readonly how: OpenedHow;
  readonly interaction: AgentInteraction;
  readonly seat: SeatGrant;
  /** Of a claimed call, so that the page can make its offer before its socket is up. */
  readonly room?: RoomView;
}

export interface AgentInteraction {
  readonly interactionId: InteractionId;
  readonly tenantId: string;
  readonly state: InteractionState;
  /** Six digits. */
  readonly pin: string;
  /** Whether the visitor must enter the PIN. */
  readonly pinRequired: boolean;
  /** Absolute. */
  readonly shortUrl: string;
  readonly visitorName: string;
  readonly createdAtMs: EpochMs;
  readonly customData: CustomData;
}

/** Grants one seat, with everything needed to use it. */
export interface SeatGrant {
  /** Identifies interaction, role and page. For the signalling socket and for `POST /api/seats/leave`. */
  readonly seatToken: string;
  readonly iceServers: readonly IceServer[];
  /**
   * When the relay credentials in `iceServers` expire; null if there are none. They last 15 minutes. A page gets fresh
   * ones with the `iceServers` event of the signalling socket, before an ICE restart and before a first offer that comes later.
   */
  readonly iceServersExpireAtMs: EpochMs | null;
}

/** `POST /api/seats/leave`: the beacon of a page that is unloading. It counts as a hang-up unless the page reconnects within 5 s. */
export interface LeaveSeatRequest {
  readonly seatToken: string;
  /** True: the person hung up, which ends the call immediately. Default false: the page is unloading and can come back. */
  readonly hungUp?: boolean;
}
