import { STATS_FIELDS, type StatsSample } from "@videoengager/protocol/signalling/signalling-socket";
import { describe, expect, it } from "vitest";
import {
  MAX_BATCH_BYTES,
  MIN_BATCH_INTERVAL_MS,
  type QualityBatch,
  rateCall,
} from "../../src/archive/call-quality.ts";

const ID = "i_0123456789012345678901";
const GOOD = { inKbps: 1800, outKbps: 1700, lossIn: 0, lossOut: 0, roundTripMs: 40, jitterBufferMs: 60 };

type Values = Partial<Record<(typeof STATS_FIELDS)[number], number>>;

function sample(values: Values = {}): StatsSample {
  const all: Values = { ...GOOD, concealed: 0, fps: 30, height: 720, limitedBy: 0, ...values };
  return STATS_FIELDS.map((field) => all[field] ?? null);
}

const batch = (role: "agent" | "visitor", values?: Values): QualityBatch => ({
  role,
  sentAtMs: 100_000,
  samples: [sample(values), sample(values)],
});

describe("a call's quality", () => {
  it("is unknown where nothing was measured", () => {
    expect(rateCall(ID, [])).toEqual({ interactionId: ID, score: null, cause: null, sides: [] });
  });

  it.each([
    ["good", {}, null, 5],
    ["bad sound", { concealed: 100, lossIn: 100 }, "loss", 2],
    ["a long way", { roundTripMs: 900 }, "delay", 3.5],
    ["a narrow link", { limitedBy: 1, height: 90, fps: 5 }, "bandwidth", 4],
    ["a slow machine", { limitedBy: 2 }, "cpu", 4.5],
  ] as const)("of %s names the cause", (_title, values, cause, atMost) => {
    const rated = rateCall(ID, [batch("agent", values)]);
    expect(rated.cause).toBe(cause);
    expect(rated.score).toBeLessThanOrEqual(atMost);
    expect(rated.score).toBeGreaterThanOrEqual(1);
  });

  it("is the worse side's, with each side beside it", () => {
    const rated = rateCall(ID, [batch("agent"), batch("visitor", { concealed: 120 })]);
    expect(rated.sides.map(({ role, cause }) => [role, cause])).toEqual([
      ["agent", null],
      ["visitor", "loss"],
    ]);
    expect(rated).toMatchObject({ cause: "loss", score: rated.sides[1]?.score });
  });

  it("says when each sample was taken", () => {
    const [side] = rateCall(ID, [batch("agent")]).sides;
    expect(side?.samples.map(({ atMs }) => atMs)).toEqual([95_000, 100_000]);
  });

  it("takes at most 2 kB a minute", () => {
    expect((MAX_BATCH_BYTES * 2 * 60_000) / MIN_BATCH_INTERVAL_MS).toBeLessThanOrEqual(2_048);
    const worst = Array.from({ length: 6 }, () =>
      sample({
        inKbps: 12_000,
        outKbps: 12_000,
        roundTripMs: 999,
        lossIn: 999,
        lossOut: 999,
        concealed: 999,
      }),
    );
    expect(JSON.stringify(worst).length).toBeLessThanOrEqual(MAX_BATCH_BYTES);
  });
});
