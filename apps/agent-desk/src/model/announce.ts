import { describeCall, nameCall } from "./describe-call.ts";
import type { DeskState } from "./desk-state.ts";

/** What a screen reader says when it changes: who rings, else how the call stands. */
export function announce({ ringing, call, preferences }: DeskState): string {
  if (call) return `${nameCall(call)}: ${describeCall(call)}.`;
  const [first] = ringing;
  if (!first) return "";
  const others = ringing.length > 1 ? `, and ${ringing.length - 1} more` : "";
  const keys = preferences.shortcuts ? " Press A to accept, R to reject." : "";
  return `${first.name} is calling${others}.${keys}`;
}
