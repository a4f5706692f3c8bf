import { type VEErrorCode, VideoEngagerAgentError } from "../errors.ts";
import { decide, type Settle } from "../lib/operation.ts";
import type { Watch, WidgetSignal } from "./widget-port.ts";

/** How long a widget may be silent after `load` before it counts as one that says no hello. */
const HELLO_WAIT_MS = 3_000;
const SIGN_IN_TIMEOUT_MS = 600_000;

export interface Opening extends Omit<Settle<void>, "reject"> {
  readonly fail: (code: VEErrorCode) => void;
  /** From now on the race is lost when this time has passed. */
  readonly limit: (ms: number, code: VEErrorCode) => void;
  /** Runs when the widget has said nothing for long enough. */
  readonly ifSilent: (then: () => void) => void;
}

/**
 * A widget on its way to a call, and what can go wrong with every one.
 *
 * @param silent what it means that the time is over and a loaded widget has said nothing
 * @param follow gives what else the widget's signals mean
 */
export function awaitOpening(
  watch: Watch,
  timeoutMs: number,
  silent: VEErrorCode,
  signal: AbortSignal,
  follow: (opening: Opening) => (said: WidgetSignal) => void,
): Promise<void> {
  return decide<void>(signal, ({ resolve, reject, after }) => {
    let isHeard = false;
    let late: VEErrorCode = "OPERATION_TIMEOUT";
    const fail = (code: VEErrorCode): void => reject(new VideoEngagerAgentError(code));
    let stopClock = after(timeoutMs, () => fail(late));
    const limit = (ms: number, code: VEErrorCode): void => {
      stopClock();
      stopClock = after(ms, () => fail(code));
    };
    const ifSilent = (then: () => void): void => {
      after(HELLO_WAIT_MS, () => isHeard || then());
    };
    const hear = follow({ resolve, fail, after, limit, ifSilent });
    return watch((said) => {
      if ("status" in said || "ve" in said) {
        isHeard = true;
        late = "SESSION_FAILED_TO_START";
      }
      if ("status" in said) {
        if (said.attributes?.error === "not-authenticated") fail("AGENT_NOT_AUTHENTICATED");
      } else if (said.type === "signingIn") {
        // A person types a password: that takes the time it takes.
        limit(SIGN_IN_TIMEOUT_MS, "OPERATION_TIMEOUT");
      } else if (said.type === "opened") late = "WIDGET_IFRAME_LOAD_FAILED";
      else if (said.type === "loaded") {
        if (!isHeard) late = silent;
      } else if (said.type === "frameless") ifSilent(() => fail("WIDGET_IFRAME_NOT_FOUND"));
      else if (said.type === "unreachable") fail("WIDGET_IFRAME_LOAD_FAILED");
      else if (said.type === "removed") fail("OPERATION_ABORTED");
      hear(said);
    });
  });
}
