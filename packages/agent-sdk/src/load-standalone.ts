import type { createStandalone } from "./standalone.ts";

/** Standalone mode's code, loaded when an agent needs it first. */
export function loadStandalone(): Promise<{ readonly createStandalone: typeof createStandalone }> {
  return import("./standalone.ts");
}
