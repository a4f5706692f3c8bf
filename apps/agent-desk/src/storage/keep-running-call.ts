import type { Call, RunningCall } from "../model/desk-state.ts";
import { isCustomData } from "./is-custom-data.ts";

const STORAGE_KEY = "agent-desk.running-call";

/** Keeps which call runs in this tab, so that a reload comes back to it; null forgets it. */
export function keepRunningCall(call: Call | null): void {
  try {
    if (!call?.visitorId || call.ending || call.phase === "over") sessionStorage.removeItem(STORAGE_KEY);
    else {
      const { visitorId, direction, name, reference, customData, liveAtMs } = call;
      sessionStorage.setItem(
        STORAGE_KEY,
        JSON.stringify({ visitorId, direction, name, reference, customData, liveAtMs }),
      );
    }
  } catch {
    // Without storage a reload ends the call, as closing the tab does.
  }
}

/** The call that ran in this tab before a reload; null where none did. */
export function recallRunningCall(): RunningCall | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "null");
    return isRunningCall(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isRunningCall(value: unknown): value is RunningCall {
  if (typeof value !== "object" || value === null) return false;
  const { visitorId, direction, name, reference, customData, liveAtMs } = value as Record<string, unknown>;
  return (
    [visitorId, direction, name, reference].every((field) => typeof field === "string") &&
    isCustomData(customData) &&
    (liveAtMs === null || typeof liveAtMs === "number")
  );
}
