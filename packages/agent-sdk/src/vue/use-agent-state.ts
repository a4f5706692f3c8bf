import { getInstance, type VideoEngagerAgent } from "videoengager-agent-sdk";
import { type ShallowRef, shallowReadonly, shallowRef } from "vue";
import { type AgentSnapshot, observeAgent, readAgent } from "../frameworks/observe-agent.ts";
import { subscribeInBrowser } from "./subscribe-in-browser.ts";

/**
 * The agent's state. Never throws.
 *
 * @param agent default: the shared agent
 * @returns a ref that follows the state
 */
export function useAgentState(agent: VideoEngagerAgent = getInstance()): Readonly<ShallowRef<AgentSnapshot>> {
  const state = shallowRef(readAgent(agent));
  const update = (): void => {
    state.value = readAgent(agent, state.value);
  };
  subscribeInBrowser(() => {
    const unsubscribe = observeAgent(agent, "*", update);
    // Something may have happened since the component was set up.
    update();
    return unsubscribe;
  });
  return shallowReadonly(state);
}
