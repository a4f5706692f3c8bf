/**
 * When `call()` has succeeded (API 8a):
 *
 * 1. `PRE_CALL` or `CALL_STARTED`: a call exists.
 * 2. No hello within 3 s of `load`: the widget is one that may be silent for long (the original's). It is open; that must do.
 * 3. `FINISHED` before: no call will come.
 * 4. What goes wrong with every widget: `guard-opening.ts`.
 */
import { VideoEngagerAgentError } from "../errors.ts";
import { decide } from "../lib/operation.ts";
import { guardOpening, HELLO_WAIT_MS } from "./guard-opening.ts";
import type { Watch } from "./widget-port.ts";

export function awaitCallStart(watch: Watch, timeoutMs: number, signal: AbortSignal): Promise<void> {
  return decide<void>(signal, (settle) => {
    const guard = guardOpening(settle, timeoutMs, "OPERATION_TIMEOUT");
    let saidHello = false;
    return watch((said) => {
      guard.hear(said);
      if ("status" in said) {
        if (said.status === "FINISHED") settle.reject(new VideoEngagerAgentError("CALL_ALREADY_FINISHED"));
        else settle.resolve();
      } else if (said.type === "hello") {
        saidHello = true;
      } else if (said.type === "loaded") {
        settle.after(HELLO_WAIT_MS, () => {
          if (!saidHello) settle.resolve();
        });
      }
    });
  });
}
