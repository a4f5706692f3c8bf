import { useEffect, useRef } from "react";
import {
  type AgentEventListener,
  type AgentEventName,
  getInstance,
  type VideoEngagerAgent,
} from "videoengager-agent-sdk";
import { observeAgent } from "../frameworks/observe-agent.ts";

/** Calls the latest listener at every event of this name, as long as the component is mounted. */
export function useAgentEvent<Name extends AgentEventName>(
  event: Name,
  listener: AgentEventListener<Name>,
  agent: VideoEngagerAgent = getInstance(),
): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(
    () =>
      observeAgent(agent, (type, ...payload) => {
        if (type === event) (latest.current as (...values: unknown[]) => unknown)(...payload);
      }),
    [agent, event],
  );
}
