import type { CallContext, CallControl } from "@videoengager/protocol/push/push-client";
import type {
  CallAttributes,
  CallStatus,
  CallStatusMessage,
} from "@videoengager/protocol/widget/widget-messages";

export type { CallAttributes, CallContext, CallControl, CallStatus, CallStatusMessage };

/** What is known of the call in the widget. A frozen snapshot. */
export interface CallState {
  /** `NONE` outside a session. */
  readonly status: CallStatus | "NONE";
  /** The agent's e-mail address. */
  readonly email: string;
  /** The visitor's e-mail address. */
  readonly callerEmail: string;
  readonly visitorId: string;
  /** What the visitor types to join, where the tenant asks for it. */
  readonly pin: string;
  /** The visitor's link, absolute. */
  readonly shortUrl: string;
  /** Spelt so on the wire. */
  readonly tennant_id: string;
  /** What the widget counts, and the interaction's custom data. */
  readonly attributes: CallAttributes;
  readonly inActiveSession: boolean;
}

/** A visitor that rings. A frozen snapshot; only `calls` holds live objects. Standalone mode. */
export interface IncomingCall {
  readonly visitorId: string;
  readonly caller: { readonly id: string; readonly type: string };
  /** `Visitor` where none was given. */
  readonly displayName: string;
  /** The same as `displayName`. */
  readonly callerName: string;
  /** A copy of what the platform says of the call. */
  readonly context: CallContext;
  /** A copy of what the visitor's web site attached. */
  readonly customData: Readonly<Record<string, unknown>>;
  /** The live controls of this visitor's calls (video, chat), by their ids. */
  readonly calls: Readonly<Record<string, CallControl>>;
  /** The same as `acceptCall(visitorId)`. */
  accept(): Promise<void>;
  /** The same as `rejectCall(visitorId, reason)`. */
  reject(reason?: string): Promise<void>;
}

/** Why a visitor is no longer in `getReceivedCalls()`. */
export type CallRemovedReason = "accepted" | "accepted-elsewhere" | "rejected" | "visitor-left" | "failed";

/** The options that `init()` took, without keys, tokens and functions. */
export type InitializedOptions = Readonly<Record<string, unknown>>;

/** Every event, and what its listeners are given. */
export interface AgentEvents {
  /** `init()` has succeeded. */
  initialized: [options: InitializedOptions];
  /** A call exists in the widget. */
  sessionStarted: [state: CallState];
  /** Something about the call has changed. At its end, before `sessionEnded`, with `inActiveSession: false`. */
  callStateUpdated: [state: CallState];
  /** The call is over, whoever ended it. */
  sessionEnded: [state: CallState];
  /** The widget finished before there was a call. */
  sessionFailed: [message: CallStatusMessage];
  /** The widget opened or closed. */
  iframeStateChanged: [isOpen: boolean];
  /** The SDK goes away; the last event. */
  cleanup: [];
  /** A visitor rings; once per visitor. Standalone mode. */
  incomingCall: [call: IncomingCall];
  /** A visitor is no longer in `getReceivedCalls()`; once per visitor. Standalone mode. */
  callRemoved: [visitorId: string, detail: { readonly reason: CallRemovedReason }];
  /** The agent has joined or left the calls queue. Standalone mode. */
  inCallsQueue: [isOnQueue: boolean];
  /** The connection to the platform came or went. Standalone mode. */
  isOnline: [isOnline: boolean];
  /** A ringing call was taken by another agent, or (`deviceId`) by this one elsewhere. Standalone mode. */
  acceptedElsewhere: [
    by: { readonly visitorId: string; readonly userId: string; readonly deviceId?: string },
  ];
  /** A ringing visitor went away. Standalone mode. */
  partyLeft: [who: { readonly visitorId: string }];
}

export type AgentEventName = keyof AgentEvents;

/** Called with what {@link AgentEvents} says. One that throws or rejects is logged; the others go on. */
export type AgentEventListener<Name extends AgentEventName> = (...payload: AgentEvents[Name]) => unknown;

/** Called for every event, with its name first. */
export type AnyEventListener = (
  type: AgentEventName,
  payload?: AgentEvents[AgentEventName][0],
  detail?: AgentEvents["callRemoved"][1],
) => unknown;

/** Ends a subscription; may be called twice. */
export type Unsubscribe = () => void;

/** Emits one event of {@link AgentEvents}. */
export type Emit = <Name extends AgentEventName>(type: Name, ...payload: AgentEvents[Name]) => void;
