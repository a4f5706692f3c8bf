import { afterEach, expect, it, vi } from "vitest";
import { formatTime } from "../src/text/format-time.ts";

afterEach(() => vi.unstubAllGlobals());

const AT_MS = new Date(2026, 6, 3, 15, 4).getTime();

it.each([
  ["en-GB", "time", /^15:04$/],
  ["en-US", "time", /^3:04\sPM$/],
  ["de", "alignedTime", /^15:04$/],
  ["de", "dayAndTime", /^3\. Juli, 15:04$/],
] as const)("in %s, the style %s is as people write it", (language, style, shown) => {
  expect(formatTime(AT_MS, language, style)).toMatch(shown);
});

it("creates one format for a list in one language, however long it is", () => {
  let created = 0;
  vi.stubGlobal("Intl", {
    DateTimeFormat: class extends Intl.DateTimeFormat {
      constructor(language: string, options: Intl.DateTimeFormatOptions) {
        super(language, options);
        created += 1;
      }
    },
  });
  for (let row = 0; row < 200; row += 1) formatTime(AT_MS + row, "fr", "time");
  formatTime(AT_MS, "es", "time");
  expect(created).toBe(2);
});
