import type { DeskAgent } from "./agent/desk-agent.ts";
import type { DeskStore } from "./model/desk-store.ts";
import { recallCredentials } from "./storage/keep-credentials.ts";
import { keepPastCalls, recallPastCalls } from "./storage/keep-past-calls.ts";
import { keepRunningCall, recallRunningCall } from "./storage/keep-running-call.ts";

/** Restores the sign-in, the past calls and the call of this tab after a reload. */
export async function resumeDesk(store: DeskStore, agent: DeskAgent): Promise<void> {
  const credentials = recallCredentials();
  const running = recallRunningCall();
  if (credentials) store.dispatch({ type: "pastCallsRestored", pastCalls: recallPastCalls() });
  if (credentials) await agent.signIn(credentials);
  store.watch(({ session, call, pastCalls }) => {
    keepRunningCall(call);
    keepPastCalls(session.kind === "in" ? pastCalls : []);
  });
  if (running && store.state.session.kind === "in") await agent.returnTo(running);
}
