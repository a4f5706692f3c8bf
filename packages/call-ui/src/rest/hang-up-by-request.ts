import { PATHS } from "@videoengager/protocol/rest/paths";
import type { LeaveSeatRequest } from "@videoengager/protocol/rest/widget-session";
import { anySignal } from "../any-signal.ts";

/**
 * Attempts overlap. A browser keeps up to six connections to the platform and reuses the dead ones first. One after the other, each
 * of them would cost a timeout, and the other side should read of the hang-up within 5 s of the network's return.
 */
const OVERLAP_MS = 600;
const OVERLAPPING = 6;
const RETRY_MS = 1_000;
/** At most five attempts run at once, so that the next one finds a free connection. */
const REQUEST_TIMEOUT_MS = 3_000;
/** After that the platform has given the seat up on its own. */
const GIVE_UP_AFTER_MS = 90_000;

/**
 * Ends the call by a REST request, over a fresh connection where the socket's is dead. Repeats it until the platform answers; a
 * page that goes away meanwhile sends it as a beacon. Outlives the call; never rejects.
 */
export async function hangUpByRequest(seatToken: string): Promise<void> {
  const body = JSON.stringify({ seatToken, hungUp: true } satisfies LeaveSeatRequest);
  const done = new AbortController();
  const sendBeacon = (): void =>
    void navigator.sendBeacon(PATHS.leaveSeat, new Blob([body], { type: "application/json" }));
  window.addEventListener("pagehide", sendBeacon, { signal: done.signal });
  const untilMs = Date.now() + GIVE_UP_AFTER_MS;
  for (let attempt = 1; !done.signal.aborted && Date.now() < untilMs; attempt += 1) {
    void isAnswered(body, done.signal).then((answered) => answered && done.abort());
    await networkOrDelay(attempt < OVERLAPPING ? OVERLAP_MS : RETRY_MS, done.signal);
  }
  done.abort();
}

/** True also for a refusal that another try would meet again. */
async function isAnswered(body: string, done: AbortSignal): Promise<boolean> {
  try {
    const { status } = await fetch(PATHS.leaveSeat, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      keepalive: true,
      signal: anySignal(AbortSignal.timeout(REQUEST_TIMEOUT_MS), done),
    });
    return status < 500 && status !== 429;
  } catch {
    return false;
  }
}

function networkOrDelay(delayMs: number, done: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const go = (): void => {
      over.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, delayMs);
    window.addEventListener("online", go, { signal: over.signal });
    done.addEventListener("abort", go, { signal: over.signal });
  });
}
