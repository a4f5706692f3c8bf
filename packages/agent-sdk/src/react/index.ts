/**
 * The agent SDK as React hooks.
 *
 * @packageDocumentation
 */
export type { AgentSnapshot } from "../frameworks/observe-agent.ts";
export { useAgentEvent } from "./use-agent-event.ts";
export { useAgentState } from "./use-agent-state.ts";
export { type InitProgress, useVideoEngager } from "./use-video-engager.ts";
