/**
 * The messages between the widget and the page that embeds it (`window.postMessage`; PROTOCOL 5).
 *
 * 1. Status messages describe the call. The original's widget sends nothing else.
 * 2. Our widget first sends `hello` with its capabilities. Our own messages carry `ve: 1`.
 * 3. The page sends a command only if the widget's `hello` listed its capability.
 */

import type { ControlCommand, ControlReport } from "./call-control.ts";

/** The progress of the call in the widget: waiting for the visitor, both connected, ending, over. */
export type CallStatus = "PRE_CALL" | "CALL_STARTED" | "END_CALL" | "FINISHED";

/** The widget's counters (PROTOCOL 8) and the interaction's `customData`. */
export interface CallAttributes {
  /** When the interaction was created, in milliseconds since the epoch. */
  readonly interactionOfferedTimestamp?: number;
  /** How many interactions: 1. */
  readonly totalSvInteractions?: number;
  /** How many video calls. */
  readonly totalVideoCalls?: number;
  /** How often a screen was shared. */
  readonly totalScreenShareSessions?: number;
  /** How long screens were shared, in seconds. */
  readonly totalScreenShareSessionsTime?: number;
  /** How long the parties talked, in seconds. */
  readonly totalTalkTime?: number;
  /** How often the connection was lost. */
  readonly connectivityDropsCount?: number;
  /** The application's own reference, as `call({customerId})` gave it. */
  readonly customerId?: string;
  /** The visitor's name, once it is known. Ours only. */
  readonly visitorName?: string;
  /** Why a widget finished before the call began: `not-authenticated` is a refused key, token or sign-in. */
  readonly error?: string;
  /** With `not-authenticated`: why a sign-in in the widget was refused, a {@link SignInRefusal}. Ours only. */
  readonly signIn?: string;
  /** With `FINISHED`: why the call ended. Ours only. */
  readonly endReason?: string;
  /** With `FINISHED`: who ended the call. Ours only. */
  readonly endedBy?: string;
  readonly [key: string]: unknown;
}

/** The state of the call. Only `status` is always present: `FINISHED` can come before the other fields are known. */
export interface CallStatusMessage {
  /** The progress of the call. */
  readonly status: CallStatus;
  /** The agent's e-mail address. */
  readonly email?: string;
  /** The visitor's e-mail address. */
  readonly callerEmail?: string;
  /** Identifies the interaction. */
  readonly visitorId?: string;
  /** The PIN that the visitor must type. */
  readonly pin?: string;
  /** The visitor's link, absolute. */
  readonly shortUrl?: string;
  /** The tenant. Spelt so on the wire. */
  readonly tennant_id?: string;
  /** The widget's counters and the interaction's custom data. */
  readonly attributes?: CallAttributes;
}

/** The widget's first message. `capabilities` names the commands of {@link HostToWidgetMessage} that it understands. */
export interface HelloMessage {
  readonly ve: 1;
  readonly type: "hello";
  readonly capabilities: readonly string[];
  /** The widget's `PROTOCOL_VERSION`. */
  readonly protocol?: number;
  /** The page's id in its seat; a reloaded widget gets it back with {@link ResumeCommand}. */
  readonly instance?: string;
}

/**
 * Why the agent has to sign in again: `popup-blocked` by the browser · `popup-closed` before the end · `refused` the agent cancelled, or
 * Genesys Cloud or the platform refused · `expired` it took too long · `failed` Genesys Cloud didn't answer as expected ·
 * `session-ended` the last sign-in is too old, or was revoked.
 */
export type SignInProblem =
  | "popup-blocked"
  | "popup-closed"
  | "refused"
  | "expired"
  | "failed"
  | "session-ended";

/**
 * Why signing in again doesn't help: `not-allowed` the platform allows nobody of this Genesys Cloud domain · `unknown-organization` it
 * allows another organization · `agent-disabled` by an operator.
 */
export type SignInRefusal = "not-allowed" | "unknown-organization" | "agent-disabled";

/** The widget asks the agent to sign in. `PRE_CALL` follows only after that. */
export interface SigningInMessage {
  readonly ve: 1;
  readonly type: "signingIn";
  /** What became of the last try; absent at the first. */
  readonly problem?: SignInProblem;
}

/** The agent has signed in, and the call goes on. */
export interface SignedInMessage {
  readonly ve: 1;
  readonly type: "signedIn";
}

/** The widget has won this incoming call; `PRE_CALL` follows when the camera permission prompt is answered. */
export interface ClaimedMessage {
  readonly ve: 1;
  readonly type: "claimed";
  readonly visitorId: string;
}

/**
 * Why two browsers probably cannot reach each other: `no-relay` the platform has no TURN server · `udp-blocked` a firewall or VPN
 * drops UDP · `relay-unreachable` the TURN server doesn't answer, or refuses the credentials · `unknown`.
 */
export type PathCause = "no-relay" | "udp-blocked" | "relay-unreachable" | "unknown";

/**
 * Why a call doesn't connect: a {@link PathCause}, or `websockets-blocked` the platform answers requests, but a proxy or firewall
 * blocks WebSockets to it · `platform-unreachable` the platform answers nothing.
 */
export type UnreachableCause = PathCause | "websockets-blocked" | "platform-unreachable";

/**
 * The browsers have not reached each other for 20 s, or the page has not reached the platform for 10 s. The page keeps trying, and
 * sends the message again if the cause changes.
 */
export interface UnreachableMessage {
  readonly ve: 1;
  readonly type: "unreachable";
  readonly cause: UnreachableCause;
}

/** What the last {@link UnreachableMessage} said no longer holds. */
export interface ReachableMessage {
  readonly ve: 1;
  readonly type: "reachable";
}

export type WidgetToHostMessage =
  | CallStatusMessage
  | HelloMessage
  | SigningInMessage
  | SignedInMessage
  | ClaimedMessage
  | UnreachableMessage
  | ReachableMessage
  | ControlReport;

/** Asks the widget to hang up. Requires the capability `hangup`. */
export interface HangupCommand {
  readonly ve: 1;
  readonly type: "hangup";
  /** Identifies this command in the widget's log. */
  readonly id: string;
}

/** Returns a reloaded widget to its call. Requires the capability `resume`. */
export interface ResumeCommand {
  readonly ve: 1;
  readonly type: "resume";
  /** The query of a widget address with `veinteraction`. */
  readonly token: string;
}

export type HostToWidgetMessage = HangupCommand | ResumeCommand | ControlCommand;
