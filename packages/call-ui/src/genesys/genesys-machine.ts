/**
 * A sign-in with Genesys Cloud, as a pure machine:
 *
 * `preparing` the platform begins one → `ready` the agent can click → `waiting` in the popup → `signed-in` | `over` nobody of this account
 * can sign in here
 *
 * A popup that was blocked or closed leads back to `ready`, because the same sign-in still works. One that has ended leads back to
 * `preparing`.
 */
import type { GenesysSignInResult } from "@videoengager/protocol/rest/genesys-sign-in";
import type { SignInProblem, SignInRefusal } from "@videoengager/protocol/widget/widget-messages";

export type GenesysState =
  | { readonly name: "preparing" | "ready"; readonly problem: SignInProblem | null }
  | { readonly name: "waiting" }
  | { readonly name: "signed-in"; readonly token: string }
  | { readonly name: "over"; readonly why: SignInRefusal };

export type GenesysInput =
  /** The platform has begun a sign-in, or allows none. */
  | { readonly type: "begun" | "not-allowed" }
  /** The agent has clicked. */
  | { readonly type: "opened" | "blocked" }
  | { readonly type: "closed" }
  /** Nobody clicked before the sign-in ran out. */
  | { readonly type: "stale" }
  | { readonly type: "result"; readonly result: GenesysSignInResult };

export function stepGenesys(state: GenesysState, input: GenesysInput): GenesysState {
  if (state.name === "signed-in" || state.name === "over") return state;
  switch (input.type) {
    case "begun":
      return state.name === "preparing" ? { ...state, name: "ready" } : state;
    case "not-allowed":
      return { name: "over", why: "not-allowed" };
    case "opened":
      return state.name === "ready" ? { name: "waiting" } : state;
    case "blocked":
      return { name: "ready", problem: "popup-blocked" };
    case "closed":
      return state.name === "waiting" ? { name: "ready", problem: "popup-closed" } : state;
    case "stale":
      return state.name === "ready" ? { ...state, name: "preparing" } : state;
    default:
      return stepResult(state, input.result);
  }
}

function stepResult(state: GenesysState, result: GenesysSignInResult): GenesysState {
  switch (result.status) {
    case "pending":
      return state;
    case "signed-in":
      return { name: "signed-in", token: result.token };
    case "unknown-organization":
    case "agent-disabled":
      return { name: "over", why: result.status };
    default:
      return { name: "preparing", problem: result.status };
  }
}
