import type { CustomData } from "../model/desk-state.ts";

/** Whether it is a plain object, as websites send it. */
export function isCustomData(value: unknown): value is CustomData {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
