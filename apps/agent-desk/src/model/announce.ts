import { describeCall, nameCall } from "./describe-call.ts";
import type { DeskState } from "./desk-state.ts";

/** What a screen reader says when it changes: who rings, else how the call stands. */
export function announce({ ringing, call, preferences, text }: DeskState): string {
  if (call) return `${nameCall(call, text)}: ${describeCall(call, text)}.`;
  const [first] = ringing;
  return first ? text.ringing.announce(first.name, ringing.length - 1, preferences.shortcuts) : "";
}
