import {
  type AgentEventListener,
  type AgentEventName,
  getInstance,
  type VideoEngagerAgent,
} from "videoengager-agent-sdk";
import { onScopeDispose } from "vue";
import { observeAgent } from "../frameworks/observe-agent.ts";

/** Calls the listener at every event of this name, until the component's scope ends. */
export function useAgentEvent<Name extends AgentEventName>(
  event: Name,
  listener: AgentEventListener<Name>,
  agent: VideoEngagerAgent = getInstance(),
): void {
  onScopeDispose(
    observeAgent(agent, (type, ...payload) => {
      if (type === event) (listener as (...values: unknown[]) => unknown)(...payload);
    }),
  );
}
