import type { CallState } from "../call/call-state.ts";
import type { Messages } from "../text/messages.ts";

/** The other side's name, null where it is not known; `known` is the name from before its page connects. */
export function partyName(state: CallState, known: string): string | null {
  return state.room?.peer.displayName || known || null;
}

/** The other side's name, or what to call a person without one. */
export function partyLabel({ role }: CallState, name: string | null, text: Messages): string {
  return name ?? (role === "agent" ? text.visitor : text.agent);
}
