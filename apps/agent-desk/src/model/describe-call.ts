import type { Messages } from "../text/messages.ts";
import type { Call } from "./desk-state.ts";

type Named = Pick<Call, "name" | "reference" | "direction">;

/** A heading for the call: the visitor's name or the application's reference, else a general word. */
export function nameCall(call: Named, { call: words }: Messages): string {
  return findName(call) ?? (call.direction === "incoming" ? words.visitor : words.customer);
}

/** The visitor's name, else the application's reference; null if neither is known. */
export function findName({ name, reference }: Pick<Named, "name" | "reference">): string | null {
  return name || reference || null;
}

/** The state of the call in a few words. */
export function describeCall({ phase, ending }: Call, { call }: Messages): string {
  return ending ? call.ending : call.phases[phase];
}
