import type { CallState } from "../call/call-state.ts";
import type { Messages } from "../text/messages.ts";

/** What the other side is called; `known` is what is known of it before its page says so. */
export function partyName(state: CallState, known: string, text: Messages): string {
  const standIn = state.role === "agent" ? text.visitor : text.agent;
  return state.room?.peer.displayName || known || standIn;
}
