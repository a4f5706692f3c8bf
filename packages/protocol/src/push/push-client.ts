import type { EpochMs } from "../ids.ts";

/**
 * What the push script offers (`window.push.create()`; PROTOCOL 3). The SDK knows the script by this
 * interface alone, so the original's script serves as well. Callbacks are node style: `(error | null, result)`.
 */
export type PushCallback<Result = unknown> = (error: unknown, result?: Result) => void;

export type PushEvent =
  | "Connected"
  | "Connecting"
  | "OpeningSession"
  | "WaitBeforeReconnect"
  | "Disconnected"
  | "SessionClosed"
  | "Expired"
  | "Failed";

/** The kinds of call that an agent takes from the queue. */
export type CallType = "chat" | "video" | "screen";

/** `on` and `disabled` (no timetable in use) permit joining the queue. */
export type Timetable = "on" | "off" | "disabled";

export interface PushConnectOptions {
  /** `settings.signalling.endPoint` with `signallingId`. */
  readonly url: string;
  readonly tenantId: string;
  readonly token: string;
  /** `settings._account.email`. */
  readonly userId: string;
}

/** Of a client that has no session. */
export const NO_SESSION: string = "NO-SESSION";

export interface QueueSwitch {
  join(options: { readonly callTypes: readonly CallType[] }, callback: PushCallback): void;
  leave(options: { readonly callTypes: readonly CallType[] }, callback: PushCallback): void;
}

/** The first statement after connecting. */
export interface CallInfo {
  /** Above 0: the platform already has this session on the queue for this kind of call. */
  readonly groups?: { readonly floor?: Partial<Readonly<Record<CallType, number>>> };
  readonly [key: string]: unknown;
}

/** A change of {@link CallInfo}. */
export interface CallInfoDelta {
  readonly mrg?: { readonly self?: { readonly set?: { readonly timetable?: Timetable } } };
  readonly [key: string]: unknown;
}

export interface CallerInfo {
  /** `+` stands for a space; empty is an unnamed visitor. */
  readonly name?: string;
  readonly [key: string]: unknown;
}

export interface CallContext {
  /** Only `type === "visitor"` is a call for the agent. */
  readonly from: { readonly id: string; readonly type: string };
  readonly customData?: Readonly<Record<string, unknown>>;
  /** Since when the visitor waits, on the page's own clock: `Date.now() - waitingSinceMs` is how long. Ours only. */
  readonly waitingSinceMs?: EpochMs;
  readonly [key: string]: unknown;
}

/** Who took a call first. */
export interface AcceptedElsewhere {
  /** Who accepted. */
  readonly userId: string;
  /** Present where it was this same agent, on another device (the widget counts as one). */
  readonly deviceId?: string;
}

export interface CallControlEvents {
  AcceptedElsewhere: (by: AcceptedElsewhere) => void;
  CallFailed: (cause?: unknown) => void;
  /** The visitor left, a timeout, or this agent's own rejection; never a call that somebody took. */
  CallEnded: (cause?: unknown) => void;
}

/** One ringing call. A visitor may ring with several (video, chat). */
export interface CallControl {
  getId(): string;
  /** Ends this agent's ringing only. `RejectedByAgent` is a refusal. */
  hangup(reason: string): void;
  accept(...options: readonly unknown[]): void;
  sendCustomEvent(type: string, data?: unknown): void;
  on<Name extends keyof CallControlEvents>(event: Name, listener: CallControlEvents[Name]): void;
}

export type IncomingCallListener = (
  callControl: CallControl,
  callerInfo: CallerInfo,
  context: CallContext,
) => void;

export interface PushClient {
  connect(options: PushConnectOptions): void;
  reconnect(): void;
  disconnect(): void;
  on(event: PushEvent, listener: (detail?: unknown) => void): void;
  on(event: "*", listener: (event: PushEvent, detail?: unknown) => void): void;
  off(event: PushEvent | "*", listener?: (...values: never[]) => void): void;
  /** The session's id, or {@link NO_SESSION}. */
  getSessionId(): string;
  readonly switch: QueueSwitch;
  setCallInfoCallbacks(
    set: (info: CallInfo) => void,
    update: (delta: CallInfoDelta) => void,
    error: (cause: unknown) => void,
  ): void;
  onUserInfo(listener: (key: string, value: unknown) => void): void;
  readonly call: { readonly service: { onIncomingCall(listener: IncomingCallListener): void } };
}

/** What the script puts on `window.push`. */
export interface PushScript {
  create(): PushClient;
}
