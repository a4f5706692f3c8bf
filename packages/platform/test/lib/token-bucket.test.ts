import { expect, it } from "vitest";
import { TokenBucket } from "../../src/lib/token-bucket.ts";

it("allows a burst, then so many a second", () => {
  let nowMs = 0;
  const bucket = new TokenBucket(3, 2, () => nowMs);
  const take = (times: number): number =>
    Array.from({ length: times }, () => bucket.take()).filter(Boolean).length;
  expect(take(5)).toBe(3);
  nowMs = 1_000;
  expect(take(5)).toBe(2);
  nowMs = 100_000;
  expect(take(5)).toBe(3);
});
