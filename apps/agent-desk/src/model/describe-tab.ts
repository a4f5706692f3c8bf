import { findName, nameCall } from "./describe-call.ts";
import type { DeskState } from "./desk-state.ts";

export interface TabLook {
  readonly title: string;
  readonly icon: "idle" | "ringing" | "live";
}

/** The title and icon of the browser's tab, which an agent in another tab sees. */
export function describeTab({ ringing, call, text }: DeskState): TabLook {
  const [first] = ringing;
  if (first && !call) {
    const who =
      ringing.length > 1
        ? text.ringing.severalRing(ringing.length)
        : text.ringing.isCalling(first.name || null);
    return { title: `${who} · ${text.deskName}`, icon: "ringing" };
  }
  if (!call) return { title: text.deskName, icon: "idle" };
  if (call.joinedUnseen)
    return { title: `${text.ringing.hasJoined(call.name || null)} · ${text.deskName}`, icon: "ringing" };
  const what = call.phase === "live" ? text.call.inCallWith(findName(call)) : nameCall(call, text);
  return { title: `${what} · ${text.deskName}`, icon: "live" };
}
