import { VideoEngagerAgentError } from "videoengager-agent-sdk";
import type { Doing, Messages } from "../text/messages.ts";

/** Explains an error to the agent, with a next step. */
export function explainError(error: unknown, doing: Doing, { errors }: Messages): string {
  if (!VideoEngagerAgentError.isVeError(error)) return errors.unforeseen;
  // If the platform answered, its message explains the error.
  if (error.context.status !== undefined && error.code === "VE_UNHANDLED_ERROR") return error.message;
  const what = errors.byCode[doing]?.[error.code];
  if (what === undefined) return error.message;
  const { cause } = error.context;
  const causes: Readonly<Record<string, string>> = errors.byCause;
  const why = typeof cause === "string" ? causes[cause] : undefined;
  return why === undefined ? what : `${what} ${why}`;
}
