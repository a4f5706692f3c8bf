/** Stops what a page takes for the time, so that a clock or a countdown in it shows a number that is known. */
import { expect, type Locator, type Page } from "@playwright/test";

/** The seconds that a clock (`4:05`) or a sentence with one number in it shows. */
function readSeconds(text: string): number {
  const [first = 0, second] = (text.match(/\d+/g) ?? []).map(Number);
  return second === undefined ? first : first * 60 + second;
}

/**
 * Holds the page's time where `shows` says that many seconds. A countdown runs the other way.
 * A few seconds ahead at most: what has heard nothing for a minute takes its connection for dead.
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
  // What was drawn before the hold is drawn anew within a second; two equal readings beyond that are the held time.
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
