/**
 * Between the widget and the page that embeds it (`window.postMessage`; PROTOCOL 5).
 *
 * The original's four messages carry the call. Ours adds a capability handshake, told apart by `ve: 1`:
 * the widget's first act is `hello`; only a widget that said so is ever sent a command.
 */

/** How far the call in the widget has come. */
export type CallStatus = "PRE_CALL" | "CALL_STARTED" | "END_CALL" | "FINISHED";

/** Numbers that the widget counts (PROTOCOL 8), and whatever `customData` the interaction was created with. */
export interface CallAttributes {
  readonly interactionOfferedTimestamp?: number;
  readonly totalSvInteractions?: number;
  readonly totalVideoCalls?: number;
  readonly totalScreenShareSessions?: number;
  /** Seconds. */
  readonly totalScreenShareSessionsTime?: number;
  /** Seconds. */
  readonly totalTalkTime?: number;
  readonly connectivityDropsCount?: number;
  /** The application's own reference, as `call({customerId})` gave it. */
  readonly customerId?: string;
  /** Why a widget finished before it began: `not-authenticated` is a refused key or token. */
  readonly error?: string;
  readonly [key: string]: unknown;
}

/** What the call in the widget is now. Only `status` is certain: a `FINISHED` may come before anything is known. */
export interface CallStatusMessage {
  readonly status: CallStatus;
  readonly email?: string;
  readonly callerEmail?: string;
  readonly visitorId?: string;
  readonly pin?: string;
  /** Absolute. */
  readonly shortUrl?: string;
  /** Spelt so on the wire. */
  readonly tennant_id?: string;
  readonly attributes?: CallAttributes;
}

/** The widget's first act. `hangup`: it answers {@link HangupCommand} by `FINISHED`. */
export interface HelloMessage {
  readonly ve: 1;
  readonly type: "hello";
  readonly capabilities: readonly string[];
}

/** The widget asks the agent to sign in; no `PRE_CALL` can be expected until that is done. */
export interface SigningInMessage {
  readonly ve: 1;
  readonly type: "signingIn";
}

/** The widget has won this incoming call; `PRE_CALL` follows once the camera question is answered. */
export interface ClaimedMessage {
  readonly ve: 1;
  readonly type: "claimed";
  readonly visitorId: string;
}

export type WidgetToHostMessage = CallStatusMessage | HelloMessage | SigningInMessage | ClaimedMessage;

/** Asks the widget to hang up properly. */
export interface HangupCommand {
  readonly ve: 1;
  readonly type: "hangup";
  /** Of this command, for the widget's log. */
  readonly id: string;
}

export type HostToWidgetMessage = HangupCommand;
