import type {
  AnyEventListener,
  CallState,
  IncomingCall,
  Unsubscribe,
  VideoEngagerAgent,
} from "videoengager-agent-sdk";

/** What an application shows of an agent; a new object after every change. */
export interface AgentSnapshot {
  readonly isInitialized: boolean;
  readonly isOnline: boolean;
  readonly isOnQueue: boolean;
  readonly isIframeOpened: boolean;
  readonly callState: CallState;
  /** Empty outside standalone mode. */
  readonly receivedCalls: readonly IncomingCall[];
}

/** Hears every event, over `destroy()` as well: listeners go with it, so this one comes back. */
export function observeAgent(agent: VideoEngagerAgent, listener: AnyEventListener): Unsubscribe {
  let unsubscribe: Unsubscribe;
  const subscribe = (): void => {
    unsubscribe = agent.on("*", (type, ...payload) => {
      if (type === "cleanup") subscribe();
      listener(type, ...payload);
    });
  };
  subscribe();
  return () => unsubscribe();
}

export function readAgent(agent: VideoEngagerAgent): AgentSnapshot {
  return {
    isInitialized: agent.isInitialized(),
    isOnline: agent.isOnline(),
    isOnQueue: agent.isOnQueue(),
    isIframeOpened: agent.isIframeOpened(),
    callState: agent.getCurrentCallState(),
    receivedCalls: readCalls(agent),
  };
}

function readCalls(agent: VideoEngagerAgent): readonly IncomingCall[] {
  try {
    return agent.getReceivedCalls();
  } catch {
    return [];
  }
}
