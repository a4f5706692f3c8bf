import type { EpochMs } from "../ids.ts";

/**
 * What the push script offers (`window.push.create()`; PROTOCOL 3). The SDK uses nothing else of the script, so it also works with the
 * original's.
 */

/** Called with `null` and the result, or with an error. */
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

/** `getSessionId()` returns this while there is no session. */
export const NO_SESSION: string = "NO-SESSION";

export interface QueueSwitch {
  join(options: { readonly callTypes: readonly CallType[] }, callback: PushCallback): void;
  leave(options: { readonly callTypes: readonly CallType[] }, callback: PushCallback): void;
}

/** How many visitors wait for the tenant's agents. At most 50 of them ring at one agent. Ours only. */
export interface WaitingCalls {
  readonly count: number;
  /**
   * When the longest-waiting visitor arrived; null if nobody waits. The platform sends it on its own clock; the push client converts
   * it to the page's clock.
   */
  readonly longestSinceMs: EpochMs | null;
}

/** The platform's first message after connecting. */
export interface CallInfo {
  /** Above 0: this session is already on the queue for this kind of call. */
  readonly groups?: { readonly floor?: Partial<Readonly<Record<CallType, number>>> };
  /** Ours only. */
  readonly waiting?: WaitingCalls;
  readonly [key: string]: unknown;
}

/** A change of {@link CallInfo}. */
export interface CallInfoDelta {
  readonly mrg?: {
    readonly self?: { readonly set?: { readonly timetable?: Timetable } };
    /** Sent when it changes, while the session is on the queue; at most once a second, unless a call starts or stops ringing. Ours only. */
    readonly waiting?: { readonly set: WaitingCalls };
  };
  readonly [key: string]: unknown;
}

export interface CallerInfo {
  /** The visitor's name, with `+` for each space. Empty if the visitor gave none. */
  readonly name?: string;
  readonly [key: string]: unknown;
}

/** The platform's data about a ringing call. The application also gets fields that are not listed here. */
export interface CallContext {
  /** The caller. */
  readonly from: {
    /** The interaction's id: the `visitorId` of the incoming call. */
    readonly id: string;
    /** Only `visitor` is a call for the agent. */
    readonly type: string;
    /** The visitor's exact name, in which `+` is a plus sign. Ours only. */
    readonly name?: string;
  };
  /** The data that the visitor's web site attached to the request; at most 2 kB of it. */
  readonly customData?: Readonly<Record<string, unknown>>;
  /** Present if there is more custom data than a ringing call carries. The application gets all of it when the call is accepted. Ours only. */
  readonly truncated?: true;
  /** When the visitor arrived, on this page's clock: `Date.now() - waitingSinceMs` is the waiting time. Ours only. */
  readonly waitingSinceMs?: EpochMs;
  readonly [key: string]: unknown;
}

/** Who took a call. */
export interface AcceptedElsewhere {
  /** The e-mail address of the agent who accepted. */
  readonly userId: string;
  /** Present if it was this agent, on another device. The widget counts as one. */
  readonly deviceId?: string;
}

/** The events of a {@link CallControl}, and their listeners. */
export interface CallControlEvents {
  /** Somebody has accepted the call. */
  AcceptedElsewhere: (by: AcceptedElsewhere) => void;
  /** The call failed. */
  CallFailed: (cause?: unknown) => void;
  /**
   * The call no longer rings here: the visitor left, nobody answered in time, this agent rejected it, or it was withdrawn. Never sent
   * for a call that somebody accepted. Our push client gives a cause, `{reason}`.
   */
  CallEnded: (cause?: unknown) => void;
}

/** One ringing call. A visitor can ring with several (video, chat). */
export interface CallControl {
  /** The call's id. */
  getId(): string;
  /** Stops the ringing at this agent only. The reason `RejectedByAgent` is a rejection. */
  hangup(reason: string): void;
  /** Has no effect on our platform: the widget accepts. */
  accept(...options: readonly unknown[]): void;
  /** Has no effect on our platform. */
  sendCustomEvent(type: string, data?: unknown): void;
  /** Adds a listener for one of these events. */
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

/** The script sets it as `window.push`. */
export interface PushScript {
  create(): PushClient;
}
