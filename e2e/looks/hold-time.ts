/** Controls a page's time, so that a picture shows a known state: a clock at a given number, or a hint that is shown only for a moment. */
import { expect, type Frame, type Locator, type Page } from "@playwright/test";

/** The seconds that a clock (`4:05`) or a sentence with one number in it shows. */
function readSeconds(text: string): number {
  const [first = 0, second] = (text.match(/\d+/g) ?? []).map(Number);
  return second === undefined ? first : first * 60 + second;
}

/**
 * Holds the page's time where `shows` says that many seconds. A countdown runs the other way.
 * Choose a number at most a few seconds ahead: a page that has received nothing for 12 s replaces its connection, and the platform asks
 * every 5 s.
 */
export async function holdTime(
  page: Page,
  shows: Locator,
  seconds: number,
  runs: "up" | "down" = "up",
): Promise<void> {
  await expect(shows).toHaveText(/\d/);
  const heldAtMs = await page.evaluate(() => Date.now());
  await page.clock.setFixedTime(heldAtMs);
  // The page renders the time once a second, so two equal readings more than a second apart are the held time.
  let shown = -1;
  await expect
    .poll(
      async () => {
        const before = shown;
        shown = readSeconds(await shows.innerText());
        return shown === before;
      },
      { intervals: [1_100] },
    )
    .toBe(true);
  const aheadMs = (runs === "up" ? seconds - shown : shown - seconds) * 1_000;
  await page.clock.setFixedTime(heldAtMs + aheadMs);
  await expect.poll(async () => readSeconds(await shows.innerText())).toBe(seconds);
}

/**
 * Holds the page's new timers of one length until `release()` fires them, for what is shown only for a moment. All other timers run:
 * axe and the page's connection need them.
 */
export async function holdTimers(
  view: Page | Frame,
  lengthMs: number,
): Promise<{ release(): Promise<void> }> {
  const hold = await view.evaluateHandle((heldLengthMs) => {
    const { setTimeout } = globalThis;
    const held: TimerHandler[] = [];
    const set = (handler: TimerHandler, delayMs?: number, ...given: unknown[]): number => {
      if (delayMs !== heldLengthMs) return setTimeout(handler, delayMs, ...given);
      held.push(handler);
      return 0;
    };
    globalThis.setTimeout = Object.assign(set, setTimeout);
    return {
      release: () => {
        globalThis.setTimeout = setTimeout;
        for (const handler of held) setTimeout(handler);
      },
    };
  }, lengthMs);
  return { release: () => hold.evaluate((timers) => timers.release()) };
}
