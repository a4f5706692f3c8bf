import { VideoEngagerAgentError } from "videoengager-agent-sdk";
import type { Doing, Messages } from "../text/messages.ts";

/** A sentence with a next step for the person at the desk. */
export function explainError(error: unknown, doing: Doing, { errors }: Messages): string {
  if (!VideoEngagerAgentError.isVeError(error)) return errors.unforeseen;
  // A platform that answered has said itself what is wrong.
  if (error.context.status !== undefined && error.code === "VE_UNHANDLED_ERROR") return error.message;
  return errors.byCode[doing]?.[error.code] ?? error.message;
}
