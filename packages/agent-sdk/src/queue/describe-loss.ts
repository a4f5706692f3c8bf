import type { PushEvent } from "@videoengager/protocol/push/push-client";
import { VideoEngagerAgentError } from "../api/errors.ts";
import type { ConnectionInput } from "./connection-machine.ts";
import { failure } from "./failure.ts";

/** What a push client's event means for the connection. */
export function describeLoss(how: PushEvent, detail: unknown, domain: string): ConnectionInput {
  const { code } = Object(detail) as { readonly code?: unknown };
  if (how === "Expired") return { type: "expired", error: refusal("the agent's token has expired") };
  if (how === "SessionClosed")
    return { type: "closed", error: failure("The platform closed the connection.") };
  if (how !== "Failed") return { type: "lost" };
  if (code === "not-authenticated" || code === "agent-disabled")
    return { type: "refused", canRenew: true, error: refusal("the platform refused the agent") };
  if (code === "origin-not-allowed")
    return {
      type: "refused",
      canRenew: false,
      error: failure(
        `The platform at ${domain} does not allow connections from ${location.origin}. An operator adds it with: platform origin add <tenant> ${location.origin}`,
        { code },
      ),
    };
  return {
    type: "closed",
    error: failure(`The connection to ${domain} failed. Check the network and try again.`, { code }),
  };
}

function refusal(what: string): VideoEngagerAgentError {
  return new VideoEngagerAgentError("AGENT_NOT_AUTHENTICATED", {
    message: `The connection was refused because ${what}. Check the key or token and try again.`,
  });
}
