import type { UnreachableCause } from "@videoengager/protocol/widget/widget-messages";
import type { CallState } from "./call-state.ts";

/** What keeps this page from the platform, or the two browsers from each other; null while nothing is known to. */
export function findTrouble({ online, socketTrouble, unreachable }: CallState): UnreachableCause | null {
  if (!online && socketTrouble === "blocked") return "websockets-blocked";
  if (!online && socketTrouble === "unreachable") return "platform-unreachable";
  return unreachable;
}
