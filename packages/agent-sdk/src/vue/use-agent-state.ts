import { getInstance, type VideoEngagerAgent } from "videoengager-agent-sdk";
import { onScopeDispose, type ShallowRef, shallowReadonly, shallowRef } from "vue";
import { type AgentSnapshot, observeAgent, readAgent } from "../frameworks/observe-agent.ts";

/** What is true of the agent now, as a ref that follows it until the component's scope ends. */
export function useAgentState(agent: VideoEngagerAgent = getInstance()): Readonly<ShallowRef<AgentSnapshot>> {
  const state = shallowRef(readAgent(agent));
  onScopeDispose(
    observeAgent(agent, () => {
      state.value = readAgent(agent);
    }),
  );
  return shallowReadonly(state);
}
