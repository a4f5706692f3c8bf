import { describe, expect, it } from "vitest";
import { DomainError } from "../../src/lib/errors.ts";
import { createRateLimits, RateLimiter, type SharedCounts } from "../../src/server/rate-limiter.ts";

const MINUTE_MS = 60_000;

/** Another node's counter that says what the test wants. */
function countsThatSay(answer: () => Promise<number | null>): SharedCounts {
  return { take: answer, giveBack: async () => {} };
}

describe("a rate limit", () => {
  it("lets a minute's worth through at once, then one per interval", async () => {
    let nowMs = 0;
    const limiter = new RateLimiter({ nowMs: () => nowMs }, { name: "x", max: 60, windowMs: MINUTE_MS });
    for (let count = 0; count < 60; count += 1) expect(await limiter.take("a")).toBe(0);
    expect(await limiter.take("a")).toBe(1_000);
    expect(await limiter.take("b")).toBe(0);
    nowMs = 999;
    expect(await limiter.take("a")).toBe(1);
    nowMs = 1_000;
    expect(await limiter.take("a")).toBe(0);
    expect(await limiter.take("a")).toBe(1_000);
    nowMs = 61_000;
    for (let count = 0; count < 60; count += 1) expect(await limiter.take("a")).toBe(0);
  });

  it("says how long to wait", async () => {
    const limiter = new RateLimiter({ nowMs: () => 0 }, { name: "x", max: 1, windowMs: MINUTE_MS });
    await limiter.require("a");
    await expect(limiter.require("a")).rejects.toThrow(DomainError);
    await expect(limiter.require("a")).rejects.toThrow(
      expect.objectContaining({ code: "rate-limited", details: { retryAfterMs: MINUTE_MS } }),
    );
  });

  it("keeps its memory bounded with any number of keys", async () => {
    const limiter = new RateLimiter({ nowMs: () => 0 }, { name: "x", max: 1, windowMs: MINUTE_MS });
    await limiter.take("first");
    for (let count = 0; count < 20_000; count += 1) await limiter.take(`key${count}`);
    expect(await limiter.take("first")).toBe(0);
    expect(await limiter.take("key19999")).toBeGreaterThan(0);
  });

  it("doesn't count what was given back", async () => {
    const limiter = new RateLimiter({ nowMs: () => 0 }, { name: "x", max: 2, windowMs: MINUTE_MS });
    for (let count = 0; count < 10; count += 1) {
      expect(await limiter.take("a")).toBe(0);
      await limiter.giveBack("a");
    }
    expect(await limiter.take("a")).toBe(0);
    expect(await limiter.take("a")).toBe(0);
    expect(await limiter.take("a")).toBe(30_000);
  });

  it("ignores the machine's clock", async () => {
    const realNow = Date.now;
    try {
      const limiter = createRateLimits(1).perMinute("x", 2);
      expect(await limiter.take("a")).toBe(0);
      Date.now = () => realNow() - 3_600_000;
      expect(await limiter.take("a")).toBe(0);
      const waitMs = await limiter.take("a");
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(30_000);
      Date.now = () => realNow() + 3_600_000;
      expect(await limiter.take("a")).toBeGreaterThan(0);
    } finally {
      Date.now = realNow;
    }
  });
});

describe("what RATE_LIMIT_FACTOR does", () => {
  const passed = async (limiter: RateLimiter): Promise<number> => {
    for (let count = 0; count < 1_000; count += 1) if ((await limiter.take("a")) > 0) return count;
    return Infinity;
  };

  it.each([
    { factor: 0, ceiling: Infinity, failures: Infinity, guesses: 5 },
    { factor: 0.1, ceiling: 2, failures: 12, guesses: 5 },
    { factor: 1, ceiling: 20, failures: 12, guesses: 5 },
    { factor: 10, ceiling: 200, failures: 12, guesses: 5 },
  ])("$factor: $ceiling requests, $failures failures and $guesses guesses pass", async (expected) => {
    const limits = createRateLimits(expected.factor, { nowMs: () => 0 });
    expect({
      factor: expected.factor,
      ceiling: await passed(limits.perMinute("x", 20)),
      failures: await passed(limits.failures("y", 12)),
      guesses: await passed(limits.guesses("z", 5, MINUTE_MS)),
    }).toEqual(expected);
  });
});

describe("a limit that nodes share", () => {
  it("doesn't delay a request, but refuses the next ones once the others' count is known", async () => {
    let answer: (waitMs: number) => void = () => {};
    const limits = createRateLimits(1, { nowMs: () => 0 });
    limits.shareBy(
      countsThatSay(
        () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      ),
    );
    const limiter = limits.perMinute("x", 100);
    expect(await limiter.take("a")).toBe(0);
    answer(5_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await limiter.take("a")).toBe(5_000);
    expect(await limiter.take("b")).toBe(0);
  });

  it("waits for the others' count where values can be guessed, and counts alone without an answer", async () => {
    let answer: number | null = 7_000;
    const limits = createRateLimits(1, { nowMs: () => 0 });
    limits.shareBy(countsThatSay(async () => answer));
    const limiter = limits.guesses("x", 2, MINUTE_MS);
    expect(await limiter.take("a")).toBe(7_000);
    answer = null;
    expect(await limiter.take("b")).toBe(0);
    expect(await limiter.take("b")).toBe(0);
    expect(await limiter.take("b")).toBe(30_000);
  });
});
