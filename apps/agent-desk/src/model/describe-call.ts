import type { Messages } from "../text/messages.ts";
import type { Call } from "./desk-state.ts";

/** Who the call is with, as well as it is known. */
export function nameCall(
  { name, reference, direction }: Pick<Call, "name" | "reference" | "direction">,
  { call }: Messages,
): string {
  return name || reference || (direction === "incoming" ? call.visitor : call.customer);
}

/** What happens in the call now, in a few words. */
export function describeCall({ phase, ending }: Call, { call }: Messages): string {
  return ending ? call.ending : call.phases[phase];
}
