const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 10_000;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/**
 * When to try again after a lost connection: soon at first, then ever more rarely up to every 10 s, each time spread
 * over half of that, so that a whole contact centre doesn't come back in the same moment.
 *
 * @param attempt how many attempts failed since the connection was lost, 0 before the first
 * @param elapsedMs since the connection was lost
 * @param random from 0 up to 1
 * @returns the delay in milliseconds; null after a day of trying
 */
export function reconnectDelayMs(attempt: number, elapsedMs: number, random: number): number | null {
  if (elapsedMs >= GIVE_UP_AFTER_MS) return null;
  const whole = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10));
  return Math.round(whole / 2 + (whole / 2) * random);
}
