/**
 * The agent SDK as Vue composables. On a server they give an agent that is not initialised.
 *
 * @packageDocumentation
 */
export type { AgentSnapshot } from "../frameworks/observe-agent.ts";
export type { InitProgress, InitState } from "../frameworks/shared-init.ts";
export { useAgentEvent } from "./use-agent-event.ts";
export { useAgentState } from "./use-agent-state.ts";
export { useVideoEngager } from "./use-video-engager.ts";
