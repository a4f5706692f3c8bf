import { afterEach, describe, expect, it, vi } from "vitest";
import { formatClock, formatDuration } from "../src/text/format-duration.ts";

describe("a duration", () => {
  it.each([
    [0, "0:00", "0 seconds"],
    [999, "0:00", "0 seconds"],
    [1_000, "0:01", "1 second"],
    [59_999, "0:59", "59 seconds"],
    [60_000, "1:00", "1 minute"],
    [125_000, "2:05", "2 minutes, 5 seconds"],
    [3_600_000, "1:00:00", "1 hour"],
    [3_723_000, "1:02:03", "1 hour, 2 minutes"],
    [-4_000, "0:00", "0 seconds"],
  ])("of %i ms is %s on a clock and %s in words", (durationMs, shown, spoken) => {
    expect(formatClock(durationMs)).toBe(shown);
    expect(formatDuration(durationMs, "en")).toBe(spoken);
  });

  it.each([
    ["de", "4 Minuten, 5 Sekunden"],
    ["es", "4 minutos y 5 segundos"],
    ["fr", "4 minutes et 5\u00a0secondes"],
    ["ar", "4 دقائق و5 ثوان"],
  ])("joins its parts by the rules of %s", (language, spoken) => {
    expect(formatDuration(245_000, language)).toBe(spoken);
  });
});

describe("in a browser with Intl.DurationFormat", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("uses it, except for zero, which it leaves out", () => {
    const format = vi.fn(() => "formatted");
    vi.stubGlobal("Intl", {
      DurationFormat: class {
        format = format;
      },
      ListFormat: Intl.ListFormat,
      NumberFormat: Intl.NumberFormat,
    });
    expect(formatDuration(245_000, "en")).toBe("formatted");
    expect(format).toHaveBeenCalledWith({ minutes: 4, seconds: 5 });
    expect(formatDuration(0, "en")).toBe("0 seconds");
  });
});
