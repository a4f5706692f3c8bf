import { VideoEngagerAgentError } from "videoengager-agent-sdk";

/** What the agent was doing when it failed; the same code needs another sentence in another place. */
export type Doing = "sign-in" | "queue" | "accept" | "reject" | "call" | "end";

const SENTENCES: Readonly<Partial<Record<Doing, Readonly<Record<string, string>>>>> = {
  "sign-in": {
    AGENT_NOT_AUTHENTICATED:
      "The platform refused these credentials. Check the API key and the external ID, then sign in again.",
    OPERATION_TIMEOUT: "The platform did not answer. Check the connection, then sign in again.",
    VE_UNHANDLED_ERROR: "The platform could not be reached. Check the connection, then sign in again.",
  },
  queue: {
    OPERATION_TIMEOUT: "The platform did not confirm it. Nothing has changed; try the switch again.",
    AGENT_NOT_AUTHENTICATED: "Your sign-in has run out. Sign out and in again.",
  },
  accept: {
    SESSION_ACCEPTED_BY_ANOTHER_AGENT: "Another agent was first and has this visitor now.",
    SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: "You took this call in another tab or on another device.",
    VISITOR_HAS_LEFT_SESSION: "The visitor left before the call was connected.",
    CALL_ALREADY_FINISHED: "This call is already over.",
    SESSION_ALREADY_ACTIVE: "End the call that is running first.",
    SESSION_FAILED_TO_START: "The call did not come up. If the visitor still rings, accept again.",
    OPERATION_TIMEOUT:
      "The picture did not come within two minutes. If the visitor still rings, accept again.",
  },
  call: {
    AGENT_NOT_AUTHENTICATED: "The platform refused these credentials. Sign out and in again.",
    CALL_ALREADY_FINISHED: "This interaction is unknown or already over. Start a new call.",
    SESSION_FAILED_TO_START: "The call did not come up. Try again.",
    WIDGET_IFRAME_LOAD_FAILED: "The call's page could not be loaded. Check the connection, then try again.",
    OPERATION_TIMEOUT: "The call did not come up in time. Try again.",
  },
};

/** A sentence with a next step for the person at the desk. */
export function explainError(error: unknown, doing: Doing): string {
  if (!VideoEngagerAgentError.isVeError(error))
    return "Something unforeseen happened. Reload the page, then try again.";
  // A platform that answered has said itself what is wrong.
  if (error.context.status !== undefined && error.code === "VE_UNHANDLED_ERROR") return error.message;
  return SENTENCES[doing]?.[error.code] ?? error.message;
}
