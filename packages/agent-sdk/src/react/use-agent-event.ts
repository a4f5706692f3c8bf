import { useEffect, useRef } from "react";
import {
  type AgentEventListener,
  type AgentEventName,
  getInstance,
  type VideoEngagerAgent,
} from "videoengager-agent-sdk";
import { observeAgent } from "../frameworks/observe-agent.ts";

/**
 * Calls the listener of the latest render on every event of this name while the component is mounted. A component that
 * mounts late and listens to `incomingCall` first gets the calls that are ringing. Never throws.
 *
 * @param event the name of an event
 * @param listener called with the event's payload
 * @param agent default: the shared agent
 */
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
    () => observeAgent<Name>(agent, event, (...payload) => latest.current(...payload)),
    [agent, event],
  );
}
