import { describe, expect, it } from "vitest";
import { startPlatform } from "../helpers/start-platform.ts";
import { furnishForFuzz, fuzzPlatform } from "./fuzz-platform.ts";

const ROUNDS = 100_000;
/** Of a process that holds client and server; what grows without bound is far beyond it after so many. */
const MOST_GROWTH_BYTES = 400 * 1024 * 1024;

describe("the platform", () => {
  it("answers 100,000 bent requests, never fails, and does not grow without bound", async () => {
    const platform = await startPlatform();
    const truth = await furnishForFuzz(platform);
    const seed = Date.now();
    await fuzzPlatform(platform, truth, { rounds: 5_000, seed });
    const before = process.memoryUsage.rss();
    const statuses = await fuzzPlatform(platform, truth, { rounds: ROUNDS, seed: seed + 1_000_000 });
    const growth = process.memoryUsage.rss() - before;
    await platform.stop();
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(ROUNDS);
    expect(growth, `seed ${seed}`).toBeLessThan(MOST_GROWTH_BYTES);
  });
});
