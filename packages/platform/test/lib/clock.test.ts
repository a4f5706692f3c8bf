import { describe, expect, it } from "vitest";
import { createMachineClock, SteadyClock } from "../../src/lib/clock.ts";

const HOUR_MS = 3_600_000;

describe("a steady clock", () => {
  it.each([
    ["ahead", 5_000, 100],
    ["behind", -5_000, -100],
  ])("approaches a reference that is %s by a tenth of the time that passes", (_, aheadMs, gainedMs) => {
    let monotonicMs = 0;
    const clock = new SteadyClock(1_000_000, HOUR_MS, () => monotonicMs);
    monotonicMs = 1_000;
    clock.observe(1_001_000 + aheadMs);
    expect(clock.nowMs()).toBe(1_001_000 + gainedMs);
  });

  it("steps forward where the reference is further ahead than its step, and never back", () => {
    let monotonicMs = 0;
    const clock = new SteadyClock(1_000_000, 1_000, () => monotonicMs);
    monotonicMs = 1_000;
    clock.observe(1_031_000);
    expect(clock.nowMs()).toBe(1_031_000);
    let lastMs = clock.nowMs();
    for (let second = 0; second < 400; second += 1) {
      monotonicMs += 1_000;
      clock.observe(1_001_000 + second * 1_000);
      expect(clock.nowMs()).toBeGreaterThan(lastMs);
      lastMs = clock.nowMs();
    }
    expect(lastMs - (1_001_000 + 399_000)).toBeLessThan(1_000);
  });
});

describe("the machine's clock", () => {
  const machine = { wallMs: 1_800_000_000_000, monotonicMs: 0, uptimeMs: 0 };
  const pass = (ms: number): void => {
    machine.wallMs += ms;
    machine.monotonicMs += ms;
    machine.uptimeMs += ms;
  };
  const open = (notBeforeMs = 0): ReturnType<typeof createMachineClock> =>
    createMachineClock(notBeforeMs, {
      wallMs: () => machine.wallMs,
      monotonicMs: () => machine.monotonicMs,
      uptimeMs: () => machine.uptimeMs,
    });

  it.each([
    ["back", -HOUR_MS],
    ["forth", HOUR_MS],
  ])(
    "takes a second for a second, within a tenth, when somebody sets the wall clock %s by an hour",
    async (_, byMs) => {
      const clock = open();
      const startMs = clock.nowMs();
      machine.wallMs += byMs;
      for (let second = 0; second < 60; second += 1) {
        pass(1_000);
        await clock.adjust();
      }
      expect(clock.nowMs() - startMs).toBeGreaterThanOrEqual(54_000);
      expect(clock.nowMs() - startMs).toBeLessThanOrEqual(66_000);
    },
  );

  it("counts the time that the machine was suspended, which monotonic time doesn't", async () => {
    const clock = open();
    const startMs = clock.nowMs();
    machine.wallMs += 30_000;
    machine.uptimeMs += 30_000;
    await clock.adjust();
    expect(clock.nowMs() - startMs).toBe(30_000);
  });

  it("goes on from what was stored last after a restart on a wall clock that was set back", () => {
    expect(open(machine.wallMs + HOUR_MS).nowMs()).toBe(machine.wallMs + HOUR_MS);
    expect(open(machine.wallMs - HOUR_MS).nowMs()).toBe(machine.wallMs);
  });
});
