import type { SignInProblem, SignInRefusal } from "@videoengager/protocol/widget/widget-messages";
import type { SignInDetail } from "../api/events.ts";

/** Why the agent has to sign in again, and what to do. */
const PROBLEMS: Readonly<Record<SignInProblem, string>> = {
  "popup-blocked": "The browser blocked the sign-in window. Allow pop-ups. Try again.",
  "popup-closed": "The sign-in window was closed. Try again.",
  refused: "The sign-in was canceled or refused. Try again.",
  expired: "The sign-in took too long. Try again.",
  failed: "Genesys Cloud didn't answer as expected. Try again.",
  "session-ended": "The last sign-in is no longer valid. Sign in again.",
};

const REFUSALS: Readonly<Record<SignInRefusal, string>> = {
  "not-allowed":
    "The platform allows nobody of this Genesys Cloud domain. Check `environment`, or ask its operator.",
  "unknown-organization": "The platform doesn't allow this Genesys Cloud organization. Ask its operator.",
  "agent-disabled": "The platform's operator has disabled this agent.",
};

export function describeSignIn(problem: SignInProblem | undefined): SignInDetail {
  return problem
    ? { problem, message: PROBLEMS[problem] }
    : { problem: null, message: "The agent has to sign in." };
}

export interface RefusedSignIn {
  readonly code: "AGENT_NOT_AUTHENTICATED";
  readonly message?: string;
  readonly context?: { readonly signIn: unknown };
}

/** @param refusal as a widget says it; anything else gets the error's usual message */
export function describeRefusedSignIn(refusal: unknown): RefusedSignIn {
  const message: unknown = REFUSALS[refusal as SignInRefusal];
  const code = "AGENT_NOT_AUTHENTICATED";
  return typeof message === "string" ? { code, message, context: { signIn: refusal } } : { code };
}
