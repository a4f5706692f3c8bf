import { StoredValue } from "@videoengager/ui-kit/stored-value";
import type { Preferences } from "../model/desk-state.ts";

const stored = new StoredValue("localStorage", "agent-desk.preferences");

/** Stores the agent's settings in this browser. */
export function keepPreferences(preferences: Preferences): void {
  stored.write(preferences);
}

/** The stored settings; without entries for settings that were never changed. */
export function recallPreferences(): Partial<Preferences> {
  const kept = (stored.read() ?? {}) as Record<string, unknown>;
  return {
    ...(typeof kept.sound === "boolean" && { sound: kept.sound }),
    ...(isVolume(kept.ringVolume) && { ringVolume: kept.ringVolume }),
    ...(typeof kept.ringOutputId === "string" && { ringOutputId: kept.ringOutputId }),
    ...(typeof kept.shortcuts === "boolean" && { shortcuts: kept.shortcuts }),
    ...(typeof kept.language === "string" && { language: kept.language }),
  };
}

function isVolume(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 100;
}
