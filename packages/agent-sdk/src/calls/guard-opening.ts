import { type VEErrorCode, VideoEngagerAgentError } from "../errors.ts";
import type { Settle } from "../lib/operation.ts";
import type { WidgetSignal } from "./widget-port.ts";

/** How long a widget may be silent after `load` before it counts as one that says no hello. */
export const HELLO_WAIT_MS = 3_000;
const SIGN_IN_TIMEOUT_MS = 600_000;

/** What can go wrong with every widget on its way to a call; hears each of its signals. */
export function guardOpening(
  { reject, after }: Settle<void>,
  timeoutMs: number,
): (said: WidgetSignal) => void {
  const fail = (code: VEErrorCode, message?: string): void =>
    reject(new VideoEngagerAgentError(code, message ? { message } : {}));
  let late: VEErrorCode = "OPERATION_TIMEOUT";
  let stopClock = after(timeoutMs, () => fail(late));
  let stopAsking = (): void => {};
  return (said) => {
    if ("status" in said) {
      stopAsking();
      if (said.attributes?.error === "not-authenticated") fail("AGENT_NOT_AUTHENTICATED");
      return;
    }
    switch (said.type) {
      case "opened":
        late = "WIDGET_IFRAME_LOAD_FAILED";
        break;
      case "loaded":
        if (late !== "SESSION_FAILED_TO_START") late = "OPERATION_TIMEOUT";
        break;
      case "frameless":
        stopAsking = after(HELLO_WAIT_MS, () => fail("WIDGET_IFRAME_NOT_FOUND"));
        break;
      case "unreachable":
        fail("WIDGET_IFRAME_LOAD_FAILED");
        break;
      case "removed":
        fail("OPERATION_ABORTED", "The widget was closed.");
        break;
      case "signingIn":
        // A person types a password: that takes the time it takes.
        stopClock();
        stopClock = after(SIGN_IN_TIMEOUT_MS, () => fail("OPERATION_TIMEOUT"));
        break;
      default:
        stopAsking();
        late = "SESSION_FAILED_TO_START";
    }
  };
}
