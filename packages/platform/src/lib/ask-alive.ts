/** Whether the pages behind this node's sockets still answer: the server asks, and the answer is their presence. */
export const ALIVE_INTERVAL_MS: number = 5_000;

/** A socket as far as this is concerned. */
export interface AskedSocket {
  readonly id: string;
  /** How long this one may be silent. */
  readonly silenceAllowedMs: number;
  ask(answer: () => void): void;
  /** Called once, when it was silent for too long. */
  onSilent(): void;
}

/**
 * Asks one socket every {@link ALIVE_INTERVAL_MS}, with one open question at most. The answer is given in the page's message
 * handler, so that a page in the background, which has no timers worth the name, still gives it.
 */
export function askAlive(socket: AskedSocket, nowMs: () => number): () => void {
  let heardAtMs = nowMs();
  let asked = false;
  const timer = setInterval(() => {
    if (nowMs() - heardAtMs > socket.silenceAllowedMs) {
      clearInterval(timer);
      socket.onSilent();
      return;
    }
    if (asked) return;
    asked = true;
    socket.ask(() => {
      asked = false;
      heardAtMs = nowMs();
    });
  }, ALIVE_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
