import type { createStandalone } from "../queue/standalone.ts";

/** Loads the code of standalone mode when an agent first needs it. */
export function loadStandalone(): Promise<{ readonly createStandalone: typeof createStandalone }> {
  return import("../queue/standalone.ts");
}
