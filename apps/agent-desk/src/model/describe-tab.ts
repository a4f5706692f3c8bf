import { nameCall } from "./describe-call.ts";
import type { DeskState } from "./desk-state.ts";

export interface TabLook {
  readonly title: string;
  readonly icon: "idle" | "ringing" | "live";
}

/** What the browser's tab says, so that a ringing call is seen from another tab. */
export function describeTab({ ringing, call, text }: DeskState): TabLook {
  const [first] = ringing;
  if (first && !call) {
    const who =
      ringing.length > 1 ? text.ringing.severalRing(ringing.length) : text.ringing.isCalling(first.name);
    return { title: `${who} · ${text.deskName}`, icon: "ringing" };
  }
  if (!call) return { title: text.deskName, icon: "idle" };
  const name = nameCall(call, text);
  const what = call.phase === "live" ? text.call.inCallWith(name) : name;
  return { title: `${what} · ${text.deskName}`, icon: "live" };
}
