import { describe, expect, it } from "vitest";
import { renderRing } from "../../src/ringing/render-ring.ts";

const SAMPLE_RATE_HZ = 48_000;

describe("the ring tone", () => {
  const samples = renderRing(SAMPLE_RATE_HZ);
  const loudest = (fromS: number, toS: number): number =>
    samples
      .subarray(fromS * SAMPLE_RATE_HZ, toS * SAMPLE_RATE_HZ)
      .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

  it("starts immediately and never clips", () => {
    expect(loudest(0, 0.1)).toBeGreaterThan(0.1);
    expect(loudest(0, 3.2)).toBeLessThan(0.8);
  });

  it("starts and ends with silence, so the loop doesn't click", () => {
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
    expect(loudest(3.1, 3.2)).toBeLessThan(0.001);
  });
});
