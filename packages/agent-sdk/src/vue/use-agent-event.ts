import {
  type AgentEventListener,
  type AgentEventName,
  getInstance,
  type VideoEngagerAgent,
} from "videoengager-agent-sdk";
import { observeAgent } from "../frameworks/observe-agent.ts";
import { subscribeInBrowser } from "./subscribe-in-browser.ts";

/**
 * Calls the listener on every event of this name while the component is mounted. A component that mounts late and listens
 * to `incomingCall` first gets the calls that are ringing. Never throws.
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
  subscribeInBrowser(() => observeAgent(agent, event, listener));
}
