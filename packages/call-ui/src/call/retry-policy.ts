const DELAYS_MS = [300, 700, 1_500, 3_000];

/** How long to wait before the next try, milliseconds; null when it has been tried often enough. */
export function retryDelayMs(attempt: number): number | null {
  return DELAYS_MS[attempt] ?? null;
}

/** Resolves after a time; rejects when the signal ends it. */
export function delay(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, durationMs);
    signal.addEventListener("abort", stop, { once: true });
  });
}
