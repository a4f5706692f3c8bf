import { StoredValue } from "@videoengager/ui-kit/stored-value";
import type { PastCall } from "../model/desk-state.ts";
import { isCustomData } from "./is-custom-data.ts";

const MAX_KEPT = 50;

const stored = new StoredValue("sessionStorage", "agent-desk.past-calls");

/** Stores the list for a reload of this tab. */
export function keepPastCalls(pastCalls: readonly PastCall[]): void {
  stored.write(pastCalls.length === 0 ? null : pastCalls.slice(0, MAX_KEPT));
}

/** The stored list of this tab, newest first; empty if storage is blocked or invalid. */
export function recallPastCalls(): readonly PastCall[] {
  const kept = stored.read();
  return Array.isArray(kept) ? kept.filter(isPastCall) : [];
}

function isPastCall(value: unknown): value is PastCall {
  if (typeof value !== "object" || value === null) return false;
  const { id, visitorId, name, reference, customData, note, outcome, direction, atMs } = value as Record<
    string,
    unknown
  >;
  return (
    [id, visitorId, name, reference, note, outcome, direction].every((field) => typeof field === "string") &&
    isCustomData(customData) &&
    typeof atMs === "number"
  );
}
