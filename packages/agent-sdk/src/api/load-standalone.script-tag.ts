import { createStandalone } from "../queue/standalone.ts";

/** Replaces `load-standalone.ts` in the one file that a script tag loads. */
export async function loadStandalone(): Promise<{ readonly createStandalone: typeof createStandalone }> {
  return { createStandalone };
}
