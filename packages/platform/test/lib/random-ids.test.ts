import { describe, expect, it } from "vitest";
import { newInteractionId, newShortCode } from "../../src/lib/random-ids.ts";

const NOW_MS = 1_800_000_000_000;

describe("a short link's code", () => {
  it("has twelve unambiguous characters, all equally frequent", () => {
    const counts = new Map<string, number>();
    const codes = Array.from({ length: 20_000 }, () => newShortCode(NOW_MS));
    for (const code of codes) {
      expect(code).toMatch(/^[a-hj-km-np-z2-9]{12}$/);
      for (const sign of code.slice(2)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    }
    expect(new Set(codes).size).toBe(codes.length);
    expect(counts.size).toBe(31);
    // Six standard deviations of what chance does.
    const expected = (codes.length * 10) / 31;
    for (const count of counts.values())
      expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected));
  });

  it("lies beside those of the same moment, as their ids do", () => {
    const made = (count: number, nowMs: number): string[] =>
      Array.from({ length: count }, () => newShortCode(nowMs).slice(0, 2));
    expect(new Set(made(50, NOW_MS)).size).toBe(1);
    expect(made(1, NOW_MS + 16)).not.toEqual(made(1, NOW_MS));
    const ids = [NOW_MS, NOW_MS + 16, NOW_MS + 32].map((nowMs) => newInteractionId(nowMs));
    expect(new Set(ids.map((id) => id.slice(0, 7))).size).toBeLessThanOrEqual(2);
  });
});
