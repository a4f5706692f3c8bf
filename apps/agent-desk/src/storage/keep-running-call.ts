import { StoredValue } from "@videoengager/ui-kit/stored-value";
import type { Call, RunningCall } from "../model/desk-state.ts";
import { isCustomData } from "./is-custom-data.ts";

const stored = new StoredValue("sessionStorage", "agent-desk.running-call");

/** Stores the running call of this tab for a reload; null removes it. Without storage, a reload ends the call. */
export function keepRunningCall(call: Call | null): void {
  if (!call?.visitorId || call.ending || call.phase === "over") return stored.write(null);
  const { visitorId, direction, name, reference, customData, liveAtMs } = call;
  stored.write({ visitorId, direction, name, reference, customData, liveAtMs });
}

/** The call that was running in this tab before a reload, or null. */
export function recallRunningCall(): RunningCall | null {
  const kept = stored.read();
  return isRunningCall(kept) ? kept : null;
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
