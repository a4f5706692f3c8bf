import type { Preferences } from "../model/desk-state.ts";

const STORAGE_KEY = "agent-desk.preferences";

/** Stores the agent's settings in this browser. */
export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(preferences));
  } catch {
    // Without storage, settings last until the next reload.
  }
}

/** The stored settings; without entries for settings that were never changed. */
export function recallPreferences(): Partial<Preferences> {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}") as Record<string, unknown>;
    return {
      ...(typeof kept.sound === "boolean" && { sound: kept.sound }),
      ...(isVolume(kept.ringVolume) && { ringVolume: kept.ringVolume }),
      ...(typeof kept.ringOutputId === "string" && { ringOutputId: kept.ringOutputId }),
      ...(typeof kept.shortcuts === "boolean" && { shortcuts: kept.shortcuts }),
      ...(typeof kept.language === "string" && { language: kept.language }),
    };
  } catch {
    return {};
  }
}

function isVolume(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 100;
}
