"use client";

/**
 * The agent SDK as React hooks. Client components only; on a server they render an agent that is not initialised.
 *
 * @packageDocumentation
 */
export type { AgentSnapshot } from "../frameworks/observe-agent.ts";
export type { InitProgress, InitState } from "../frameworks/shared-init.ts";
export { useAgentEvent } from "./use-agent-event.ts";
export { useAgentState } from "./use-agent-state.ts";
export { useVideoEngager } from "./use-video-engager.ts";
