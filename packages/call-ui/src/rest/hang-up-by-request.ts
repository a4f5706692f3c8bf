import { PATHS } from "@videoengager/protocol/rest/paths";
import type { LeaveSeatRequest } from "@videoengager/protocol/rest/widget-session";

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 1_000;
/** With the pause, the next attempt begins at most 4 s after the network is back: the other side reads of the hang-up within 5 s. */
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
  for (let retryMs = FIRST_RETRY_MS; Date.now() < untilMs; retryMs = Math.min(MAX_RETRY_MS, retryMs * 2)) {
    if (await isAnswered(body)) break;
    await networkOrDelay(retryMs);
  }
  done.abort();
}

/** True also for a refusal that another try would meet again. */
async function isAnswered(body: string): Promise<boolean> {
  try {
    const { status } = await fetch(PATHS.leaveSeat, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      keepalive: true,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    return status < 500 && status !== 429;
  } catch {
    return false;
  }
}

function networkOrDelay(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const go = (): void => {
      over.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, delayMs);
    window.addEventListener("online", go, { signal: over.signal });
  });
}
