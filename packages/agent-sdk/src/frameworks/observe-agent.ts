import {
  type AgentEventListener,
  type AgentEventName,
  type AnyEventListener,
  type CallMedia,
  type CallState,
  createAgent,
  type IncomingCall,
  type Unsubscribe,
  type VideoEngagerAgent,
} from "videoengager-agent-sdk";

/** The agent's state at one moment. A change makes a new object. */
export interface AgentSnapshot {
  /** Whether `init()` has succeeded and `destroy()` has not been called since. */
  readonly isInitialized: boolean;
  /** Whether the agent is connected to the platform; false outside standalone mode. */
  readonly isOnline: boolean;
  /** Whether this page is on the calls queue; false outside standalone mode. */
  readonly isOnQueue: boolean;
  /** Whether the widget is open. */
  readonly isIframeOpened: boolean;
  /** The state of the call; its `status` is `NONE` outside a session. */
  readonly callState: CallState;
  /** What both sides of the call send, and who takes part. */
  readonly media: CallMedia;
  /** The calls that are ringing. Empty outside standalone mode. */
  readonly receivedCalls: readonly IncomingCall[];
}

/**
 * Listens to one event, or to all (`*`), also after `destroy()` and the next `init()`. `destroy()` removes all listeners,
 * so this one is added again. As with `agent.on`, a listener for `incomingCall` first gets the calls that are ringing.
 */
export function observeAgent<Name extends AgentEventName>(
  agent: VideoEngagerAgent,
  event: Name,
  listener: AgentEventListener<Name>,
): Unsubscribe;
export function observeAgent(agent: VideoEngagerAgent, event: "*", listener: AnyEventListener): Unsubscribe;
export function observeAgent(
  agent: VideoEngagerAgent,
  event: string,
  listener: (...values: never[]) => unknown,
): Unsubscribe {
  let unsubscribes: readonly Unsubscribe[] = [];
  const subscribe = (): void => {
    unsubscribes = [
      agent.on(event as AgentEventName, listener as AgentEventListener<AgentEventName>),
      agent.on("cleanup", subscribe),
    ];
  };
  subscribe();
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}

/** The agent's state now. The same object as `previous` where nothing has changed, so that nothing renders again. */
export function readAgent(agent: VideoEngagerAgent, previous?: AgentSnapshot): AgentSnapshot {
  const next: AgentSnapshot = {
    isInitialized: agent.isInitialized(),
    isOnline: agent.isOnline(),
    isOnQueue: agent.isOnQueue(),
    isIframeOpened: agent.isIframeOpened(),
    callState: agent.getCurrentCallState(),
    media: agent.getMediaState(),
    receivedCalls: readCalls(agent),
  };
  return previous && isSameSnapshot(previous, next) ? previous : next;
}

let idle: AgentSnapshot | undefined;

/** The state of an agent that was never initialised: what a server renders, and a browser while it hydrates. */
export function readIdleAgent(): AgentSnapshot {
  idle ??= readAgent(createAgent());
  return idle;
}

function isSameSnapshot(one: AgentSnapshot, other: AgentSnapshot): boolean {
  const { receivedCalls: calls, ...fields } = one;
  const { receivedCalls: otherCalls, ...otherFields } = other;
  return (
    Object.entries(fields).every(([name, value]) => value === otherFields[name as keyof typeof fields]) &&
    calls.length === otherCalls.length &&
    calls.every((call, index) => call === otherCalls[index])
  );
}

function readCalls(agent: VideoEngagerAgent): readonly IncomingCall[] {
  try {
    return agent.getReceivedCalls();
  } catch {
    return [];
  }
}
