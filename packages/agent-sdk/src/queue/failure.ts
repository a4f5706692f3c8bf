import { VideoEngagerAgentError } from "../api/errors.ts";

/** An error that no other code describes. Its message says what happened and what to do. */
export function failure(
  message: string,
  context?: Readonly<Record<string, unknown>>,
): VideoEngagerAgentError {
  return new VideoEngagerAgentError("VE_UNHANDLED_ERROR", { message, context });
}

/** Whether the platform refused the agent's key or token. */
export function isRefusal(error: unknown): boolean {
  return VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED");
}
