import { describeCall, nameCall } from "./describe-call.ts";
import type { DeskState } from "./desk-state.ts";

/** What screen readers announce: who rings, or the state of the call. */
export function announce({ ringing, call, preferences, text }: DeskState): string {
  if (call) return withFullStop(`${nameCall(call, text)}: ${describeCall(call, text)}`);
  const [first] = ringing;
  return first ? text.ringing.announce(first.name || null, ringing.length - 1, preferences.shortcuts) : "";
}

const withFullStop = (sentence: string): string => (sentence.endsWith(".") ? sentence : `${sentence}.`);
