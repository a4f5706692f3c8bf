import { type VEErrorCode, VideoEngagerAgentError } from "../errors.ts";
import type { Settle } from "../lib/operation.ts";
import type { WidgetSignal } from "./widget-port.ts";

/** How long a widget may be silent after `load` before it counts as one that says no hello. */
export const HELLO_WAIT_MS = 3_000;
const SIGN_IN_TIMEOUT_MS = 600_000;

export interface OpeningGuard {
  /** Hears each of the widget's signals. */
  readonly hear: (said: WidgetSignal) => void;
  /** From now on the race is lost when this time has passed. */
  readonly limit: (ms: number, code: VEErrorCode) => void;
}

/**
 * What can go wrong with every widget on its way to a call.
 *
 * @param silent what it means that the time is over and a loaded widget has said nothing
 */
export function guardOpening(
  { reject, after }: Settle<void>,
  timeoutMs: number,
  silent: VEErrorCode,
): OpeningGuard {
  const fail = (code: VEErrorCode): void => reject(new VideoEngagerAgentError(code));
  let late: VEErrorCode = "OPERATION_TIMEOUT";
  let stopClock = after(timeoutMs, () => fail(late));
  let stopAsking = (): void => {};
  const limit = (ms: number, code: VEErrorCode): void => {
    stopClock();
    stopClock = after(ms, () => fail(code));
  };
  return {
    limit,
    hear(said) {
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
          if (late !== "SESSION_FAILED_TO_START") late = silent;
          break;
        case "frameless":
          stopAsking = after(HELLO_WAIT_MS, () => fail("WIDGET_IFRAME_NOT_FOUND"));
          break;
        case "unreachable":
          fail("WIDGET_IFRAME_LOAD_FAILED");
          break;
        case "removed":
          fail("OPERATION_ABORTED");
          break;
        case "signingIn":
          // A person types a password: that takes the time it takes.
          limit(SIGN_IN_TIMEOUT_MS, "OPERATION_TIMEOUT");
          break;
        default:
          stopAsking();
          late = "SESSION_FAILED_TO_START";
      }
    },
  };
}
