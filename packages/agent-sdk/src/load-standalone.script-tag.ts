import { createStandalone } from "./standalone.ts";

/** Standalone mode's code, as a part of the one file that a script tag loads; built in place of `load-standalone.ts`. */
export async function loadStandalone(): Promise<{ readonly createStandalone: typeof createStandalone }> {
  return { createStandalone };
}
