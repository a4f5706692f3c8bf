import type {
  AcceptedElsewhere,
  CallContext,
  CallControl,
  CallControlEvents,
} from "@videoengager/protocol/push/push-client";
import type {
  CallDevice,
  CallDevices,
  CallLayout,
  CallParticipant,
  ConnectionQuality,
  ConnectionQualityReason,
  DeviceKind,
  PartyMedia,
} from "@videoengager/protocol/widget/call-control";
import type {
  CallAttributes,
  CallStatus,
  CallStatusMessage,
  PathCause,
  SignInProblem,
  UnreachableCause,
} from "@videoengager/protocol/widget/widget-messages";
import type { TimedOperationOptions } from "./options.ts";

export type {
  AcceptedElsewhere,
  CallAttributes,
  CallContext,
  CallControl,
  CallControlEvents,
  CallDevice,
  CallDevices,
  CallLayout,
  CallParticipant,
  CallStatus,
  CallStatusMessage,
  ConnectionQuality,
  ConnectionQualityReason,
  DeviceKind,
  PartyMedia,
  PathCause,
  SignInProblem,
  UnreachableCause,
};

/** The state of the call in the widget. A frozen snapshot. */
export interface CallState {
  /** `NONE` outside a session. */
  readonly status: CallStatus | "NONE";
  /** The agent's e-mail address; empty until it is known. */
  readonly email: string;
  /** The visitor's e-mail address; empty if it is not known. */
  readonly callerEmail: string;
  /** Identifies the interaction. */
  readonly visitorId: string;
  /** The PIN that the visitor types to join, if the tenant requires one. */
  readonly pin: string;
  /** The visitor's link, absolute. */
  readonly shortUrl: string;
  /** The tenant. Spelt so on the wire. */
  readonly tennant_id: string;
  /** What the widget counts, and the interaction's custom data. */
  readonly attributes: CallAttributes;
  /** Whether there is a session; false in the last `callStateUpdated` and in `sessionEnded`. */
  readonly inActiveSession: boolean;
  /**
   * Why the call doesn't connect; absent while nothing is known to keep it from that. Comes after 20 s without a connection between the
   * browsers, or 10 s without one to the platform.
   */
  readonly unreachable?: UnreachableCause;
}

/** A ringing visitor. A frozen snapshot; only `calls` holds live objects. Standalone mode. */
export interface IncomingCall {
  /** Identifies the call, for `acceptCall()` and `rejectCall()`. */
  readonly visitorId: string;
  /** Who calls, as the platform says it; `id` is the same as `visitorId`. */
  readonly caller: { readonly id: string; readonly type: string };
  /** The visitor's name; `Visitor` if the visitor gave none. */
  readonly displayName: string;
  /** The same as `displayName`. */
  readonly callerName: string;
  /** A copy of what the platform says about the call. */
  readonly context: CallContext;
  /** A copy of the custom data that the visitor's web site attached. */
  readonly customData: Readonly<Record<string, unknown>>;
  /**
   * The live controls of this visitor's calls (video, chat), by their ids. Use `accept()` and `reject()` instead, unless you need the
   * calls one by one.
   */
  readonly calls: Readonly<Record<string, CallControl>>;
  /** The same as `acceptCall(visitorId, options)`. */
  accept(options?: TimedOperationOptions): Promise<CallState>;
  /** The same as `rejectCall(visitorId, reason)`. */
  reject(reason?: string): Promise<void>;
}

/**
 * Why a visitor is no longer in `getReceivedCalls()`:
 * `accepted` by this page · `accepted-elsewhere` by another agent or another device · `rejected` by this agent · `visitor-left` ·
 * `withdrawn` the visitor still waits but no longer rings here (the agent took another call, left the queue, or the routing changed) ·
 * `timeout` nobody answered in time · `failed`.
 */
export type CallRemovedReason =
  | "accepted"
  | "accepted-elsewhere"
  | "rejected"
  | "visitor-left"
  | "withdrawn"
  | "timeout"
  | "failed";

/** The second argument of a `callRemoved` listener. */
export interface CallRemovedDetail {
  /** Why the call no longer rings here. */
  readonly reason: CallRemovedReason;
  /** The e-mail address of the agent who took the call, if it is known. */
  readonly by?: string;
}

/** The second argument of a `sessionEnded` listener. */
export interface SessionEndDetail {
  /**
   * `hung-up` · `lost` somebody's connection did not come back · `rejected` · `visitor-left` before the call started · `timeout` nobody
   * joined in time · `failed` the widget failed.
   */
  readonly reason: "hung-up" | "lost" | "rejected" | "visitor-left" | "timeout" | "failed";
  /** Who ended it. */
  readonly by: "agent" | "visitor" | "platform";
  /** Milliseconds since `CALL_STARTED`; 0 if the call never started. */
  readonly durationMs: number;
}

/** Who took a ringing call. */
export interface CallTakenDetail {
  /** The `visitorId` of the incoming call. */
  readonly visitorId: string;
  /** The e-mail address of the agent who took it. */
  readonly userId: string;
  /** Present if it was this agent, in another window or on another device. */
  readonly deviceId?: string;
  /** The id of the call control, as in `IncomingCall.calls`. */
  readonly callId: string;
  /** The same as `userId`. */
  readonly acceptedByUser: string;
  /** The same as `deviceId`. */
  readonly acceptedByMyOtherDevice?: string;
}

/** How many visitors wait in the queue. */
export interface WaitingCount {
  /** How many visitors wait at the tenant, whether or not they ring at this agent. */
  readonly count: number;
  /** When the longest-waiting visitor arrived, milliseconds since the epoch on this page's clock; null if nobody waits. */
  readonly longestSinceMs: number | null;
}

/** What both sides of the call send, and who takes part. A frozen snapshot. */
export interface CallMedia {
  /** What the agent sends. */
  readonly own: PartyMedia;
  /** The others whose page is there, with what each of them sends. */
  readonly participants: readonly CallParticipant[];
}

/** How well the connection carries the call. */
export interface ConnectionQualityDetail {
  /** Whose network is weak, if it is not `good`. */
  readonly quality: ConnectionQuality;
  /** Why; null if it is good, or the reason is not known. */
  readonly reason: ConnectionQualityReason | null;
}

/** A chat message that the other side wrote. */
export interface ReceivedMessage {
  /** Identifies the message. */
  readonly id: string;
  /** Plain text of at most 4,000 characters. */
  readonly text: string;
  /** When it came in, milliseconds since the epoch on this machine's clock. */
  readonly atMs: number;
}

/** Why a call doesn't connect. */
export interface UnreachableDetail {
  /** As in `CallState.unreachable`. */
  readonly cause: UnreachableCause;
  /** What that means, and what to do. */
  readonly message: string;
}

/** Why the agent has to sign in, in the widget. */
export interface SignInDetail {
  /** What became of the last try; null at the first. */
  readonly problem: SignInProblem | null;
  /** What that means, and what to do. */
  readonly message: string;
}

/** The options of `init()`, without keys, tokens and functions. */
export type InitializedOptions = Readonly<Record<string, unknown>>;

/** Every event, and the arguments of its listeners. */
export interface AgentEvents {
  /** `init()` succeeded. */
  initialized: [options: InitializedOptions];
  /** A call exists in the widget. */
  sessionStarted: [state: CallState];
  /** The call changed. At its end it comes before `sessionEnded`, with `inActiveSession: false`. */
  callStateUpdated: [state: CallState];
  /** The call is over: the agent, the visitor or the platform ended it. */
  sessionEnded: [state: CallState, detail: SessionEndDetail];
  /** The widget finished before there was a call. */
  sessionFailed: [message: CallStatusMessage];
  /** The microphone, the camera or the shared screen of either side was turned on or off, whoever did it. */
  mediaStateChanged: [media: CallMedia];
  /** Somebody opened the call's page, joined, lost the connection, came back or left. */
  participantsChanged: [participants: readonly CallParticipant[]];
  /** The connection of the call got better or worse. */
  connectionQualityChanged: [quality: ConnectionQualityDetail];
  /** The other side wrote a chat message. */
  messageReceived: [message: ReceivedMessage];
  /** The call doesn't connect; again if another cause is found. `CallState.unreachable` is absent again when it is over. */
  callUnreachable: [detail: UnreachableDetail];
  /** The widget asks the agent to sign in; again after a try that failed. The agent has 10 minutes. */
  signInRequired: [detail: SignInDetail];
  /** The agent has signed in, in the widget. The operation's `timeoutMs` starts again. */
  signedIn: [];
  /** The widget opened or closed. */
  iframeStateChanged: [isOpen: boolean];
  /** `destroy()` finished. The last event. */
  cleanup: [];
  /** A visitor rings; once per visitor. Standalone mode. */
  incomingCall: [call: IncomingCall];
  /** A visitor is no longer in `getReceivedCalls()`; once per visitor. Standalone mode. */
  callRemoved: [visitorId: string, detail: CallRemovedDetail];
  /** The agent joined or left the calls queue. Standalone mode. */
  inCallsQueue: [isOnQueue: boolean];
  /** The connection to the platform was established or lost. Standalone mode. */
  isOnline: [isOnline: boolean];
  /** The number of waiting visitors changed. Comes while the agent is on the queue, at most about once a second. Standalone mode. */
  waitingChanged: [waiting: WaitingCount];
  /** A ringing call was taken by another agent, or (`deviceId`) by this one elsewhere. Standalone mode. */
  acceptedElsewhere: [taken: CallTakenDetail];
  /** A ringing visitor left. Standalone mode. */
  partyLeft: [visitor: { readonly visitorId: string }];
}

/** The name of an event. */
export type AgentEventName = keyof AgentEvents;

/** Called with the payload of {@link AgentEvents}. A listener that throws or rejects is logged; the others are still called. */
export type AgentEventListener<Name extends AgentEventName> = (...payload: AgentEvents[Name]) => unknown;

/** Called for every event, with its name first. Comparing the name narrows the payload. */
export type AnyEventListener = (
  ...event: { [Name in AgentEventName]: [type: Name, ...payload: AgentEvents[Name]] }[AgentEventName]
) => unknown;

/** Ends a subscription. Can be called twice. */
export type Unsubscribe = () => void;

/** Emits one event of {@link AgentEvents}. */
export type Emit = <Name extends AgentEventName>(type: Name, ...payload: AgentEvents[Name]) => void;
