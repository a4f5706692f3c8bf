import { describe, expect, it } from "vitest";
import { DomainError } from "../../src/domain/errors.ts";
import { addressKey, createRateLimits, RateLimiter } from "../../src/domain/rate-limiter.ts";

describe("a rate limit", () => {
  it("lets a minute's worth through at once, then as many as time allows", async () => {
    let nowMs = 0;
    const limiter = new RateLimiter({ nowMs: () => nowMs }, { name: "x", most: 60, windowMs: 60_000 });
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

  it("tells how long to wait", async () => {
    const limiter = new RateLimiter({ nowMs: () => 0 }, { name: "x", most: 1, windowMs: 60_000 });
    await limiter.require("a");
    await expect(limiter.require("a")).rejects.toThrow(DomainError);
    await expect(limiter.require("a")).rejects.toThrow(
      expect.objectContaining({ code: "rate-limited", details: { retryAfterMs: 60_000 } }),
    );
  });

  it("keeps its memory bounded whatever comes", async () => {
    const limiter = new RateLimiter({ nowMs: () => 0 }, { name: "x", most: 1, windowMs: 60_000 });
    await limiter.take("first");
    for (let count = 0; count < 20_000; count += 1) await limiter.take(`key${count}`);
    expect(await limiter.take("first")).toBe(0);
    expect(await limiter.take("key19999")).toBeGreaterThan(0);
  });

  it("does not count what was given back", async () => {
    const limiter = new RateLimiter({ nowMs: () => 0 }, { name: "x", most: 2, windowMs: 60_000 });
    for (let count = 0; count < 10; count += 1) {
      expect(await limiter.take("a")).toBe(0);
      await limiter.giveBack("a");
    }
    expect(await limiter.take("a")).toBe(0);
    expect(await limiter.take("a")).toBe(0);
    expect(await limiter.take("a")).toBe(30_000);
  });

  it("is off with a factor of 0", async () => {
    const limiter = createRateLimits({ nowMs: () => 0 }, 0).perMinute("x", 1);
    for (let count = 0; count < 1_000; count += 1) expect(await limiter.take("a")).toBe(0);
  });

  it("counts an IPv6 network as one subscriber, and an IPv4 address as itself", () => {
    expect(addressKey("2001:db8::1")).toBe(addressKey("2001:db8:0:0:ffff:1:2:3"));
    expect(addressKey("2001:db8:0:1::1")).not.toBe(addressKey("2001:db8:0:2::1"));
    expect(addressKey("::1")).toBe(addressKey("0:0:0:0:0:0:0:1"));
    expect(addressKey("::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(addressKey("192.0.2.1")).not.toBe(addressKey("192.0.2.2"));
  });
});
