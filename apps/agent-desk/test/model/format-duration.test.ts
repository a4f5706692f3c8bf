import { describe, expect, it } from "vitest";
import { formatDuration, speakDuration } from "../../src/model/format-duration.ts";

describe("a waiting time", () => {
  it.each([
    [0, "0:00", "0 seconds"],
    [999, "0:00", "0 seconds"],
    [1_000, "0:01", "1 second"],
    [59_999, "0:59", "59 seconds"],
    [60_000, "1:00", "1 minute"],
    [125_000, "2:05", "2 minutes 5 seconds"],
    [3_600_000, "1:00:00", "1 hour"],
    [3_723_000, "1:02:03", "1 hour 2 minutes"],
  ])("of %i ms is shown as %s and said as %s", (durationMs, shown, said) => {
    expect(formatDuration(durationMs)).toBe(shown);
    expect(speakDuration(durationMs, "en")).toBe(said);
  });

  it("never runs backwards where two machines' clocks differ", () => {
    expect(formatDuration(-4_000)).toBe("0:00");
  });
});
