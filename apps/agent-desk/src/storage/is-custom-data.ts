import type { CustomData } from "../model/desk-state.ts";

/** Whether it is an object with names and values, as web sites send one. */
export function isCustomData(value: unknown): value is CustomData {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
