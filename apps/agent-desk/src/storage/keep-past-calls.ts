import type { PastCall } from "../model/desk-state.ts";
import { isCustomData } from "./is-custom-data.ts";

const STORAGE_KEY = "agent-desk.past-calls";
const MAX_KEPT = 50;

/** Stores the list for a reload of this tab. */
export function keepPastCalls(pastCalls: readonly PastCall[]): void {
  try {
    if (pastCalls.length === 0) sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, JSON.stringify(pastCalls.slice(0, MAX_KEPT)));
  } catch {
    // Without storage, the list lasts until the next reload.
  }
}

/** The stored list of this tab, newest first; empty if storage is blocked or invalid. */
export function recallPastCalls(): readonly PastCall[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isPastCall) : [];
  } catch {
    return [];
  }
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
