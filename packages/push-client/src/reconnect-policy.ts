const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 10_000;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/**
 * The back-off after a lost connection: exponential, at most 10 s. A random half of each delay spreads the reconnects of a
 * whole contact centre.
 *
 * @param attempt how many attempts have failed since the loss
 * @param elapsedMs since the connection was lost
 * @param random from 0 up to 1
 * @returns the delay in milliseconds; null after 24 h
 */
export function reconnectDelayMs(attempt: number, elapsedMs: number, random: number): number | null {
  if (elapsedMs >= GIVE_UP_AFTER_MS) return null;
  const whole = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10));
  return Math.round(whole / 2 + (whole / 2) * random);
}
