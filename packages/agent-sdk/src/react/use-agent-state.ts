import { useCallback, useRef, useSyncExternalStore } from "react";
import { getInstance, type VideoEngagerAgent } from "videoengager-agent-sdk";
import { type AgentSnapshot, observeAgent, readAgent } from "../frameworks/observe-agent.ts";

/** What is true of the agent now; the component renders again when that changes. */
export function useAgentState(agent: VideoEngagerAgent = getInstance()): AgentSnapshot {
  const held = useRef<{ readonly agent: VideoEngagerAgent; readonly snapshot: AgentSnapshot } | null>(null);
  const read = useCallback((): AgentSnapshot => {
    if (held.current?.agent !== agent) held.current = { agent, snapshot: readAgent(agent) };
    return held.current.snapshot;
  }, [agent]);
  const subscribe = useCallback(
    (onChange: () => void) =>
      observeAgent(agent, () => {
        held.current = null;
        onChange();
      }),
    [agent],
  );
  return useSyncExternalStore(subscribe, read, read);
}
