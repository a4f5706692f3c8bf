import type { Call, RunningCall } from "../model/desk-state.ts";
import { isCustomData } from "./is-custom-data.ts";

const STORAGE_KEY = "agent-desk.running-call";

/** Stores the running call of this tab for a reload; null removes it. */
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
    // Without storage, a reload ends the call.
  }
}

/** The call that was running in this tab before a reload, or null. */
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
