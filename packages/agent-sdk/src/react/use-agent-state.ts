import { useCallback, useRef, useSyncExternalStore } from "react";
import { getInstance, type VideoEngagerAgent } from "videoengager-agent-sdk";
import { type AgentSnapshot, observeAgent, readAgent, readIdleAgent } from "../frameworks/observe-agent.ts";

interface Held {
  readonly agent: VideoEngagerAgent;
  readonly snapshot: AgentSnapshot;
}

/**
 * The agent's state; the component renders again when it changes. Never throws.
 *
 * @param agent default: the shared agent
 * @returns the state now; on a server, that of an agent that is not initialised
 */
export function useAgentState(agent: VideoEngagerAgent = getInstance()): AgentSnapshot {
  const held = useRef<Held | null>(null);
  const read = useCallback((): AgentSnapshot => {
    const previous = held.current?.agent === agent ? held.current.snapshot : undefined;
    held.current = { agent, snapshot: readAgent(agent, previous) };
    return held.current.snapshot;
  }, [agent]);
  const subscribe = useCallback((onChange: () => void) => observeAgent(agent, "*", onChange), [agent]);
  return useSyncExternalStore(subscribe, read, readIdleAgent);
}
