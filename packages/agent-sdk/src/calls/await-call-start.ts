/**
 * When `call()` has succeeded (API 8a):
 *
 * 1. `PRE_CALL` or `CALL_STARTED`: a call exists.
 * 2. No hello within 3 s of `load`: the widget is one that may be silent for long (the original's). It is open; that must do.
 * 3. `FINISHED` before: no call will come.
 * 4. What goes wrong with every widget: `await-opening.ts`.
 */
import { awaitOpening } from "./await-opening.ts";
import type { Watch } from "./widget-port.ts";

export function awaitCallStart(watch: Watch, timeoutMs: number, signal: AbortSignal): Promise<void> {
  return awaitOpening(
    watch,
    timeoutMs,
    "OPERATION_TIMEOUT",
    signal,
    ({ resolve, fail, ifSilent }) =>
      (said) => {
        if ("status" in said) {
          if (said.status === "FINISHED") fail("CALL_ALREADY_FINISHED");
          else resolve();
        } else if (said.type === "loaded") ifSilent(resolve);
      },
  );
}
