import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundlePlatform, type PlatformBundle } from "../helpers/fork-platform.ts";
import { createClient, type PlatformClient } from "../helpers/platform-client.ts";
import { furnishForFuzz, fuzzPlatform } from "./fuzz-platform.ts";
import { fuzzSockets } from "./fuzz-sockets.ts";

const ROUNDS = 100_000;
const SAID_ON_SOCKETS = 20_000;
/** Heap that the collector has not given back yet; what is kept for each request would be far beyond it. */
const MAX_GROWTH_MB = 200;

let bundle: PlatformBundle;
let dataDir: string;
beforeAll(async () => {
  bundle = await bundlePlatform();
  dataDir = await mkdtemp(join(tmpdir(), "platform-fuzz-"));
});
afterAll(async () => {
  await bundle.remove();
  await rm(dataDir, { recursive: true, force: true });
});

/** Of the platform's process, as its own metrics tell. */
async function residentMb(platform: PlatformClient): Promise<number> {
  const metrics = await (await platform.fetch("/metrics")).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]) / 1024 / 1024;
}

describe("the platform", () => {
  it("answers 100,000 bent requests and 20,000 bent messages on sockets, never fails, and does not grow without bound", {
    timeout: 2_400_000,
  }, async () => {
    const { ready, child, ended } = bundle.fork({
      DATA_DIR: dataDir,
      DEMO: "1",
      RATE_LIMIT_FACTOR: "0",
      // Refused sign-ins are warnings.
      LOG_LEVEL: "error",
    });
    const { url, demo } = await ready;
    if (!demo) throw new Error("The platform has no demo tenant.");
    const platform = createClient(url, demo);
    const truth = await furnishForFuzz(platform);
    const seed = Date.now();
    await fuzzPlatform(platform, truth, { rounds: ROUNDS / 10, seed });
    const beforeMb = await residentMb(platform);
    const statuses = await fuzzPlatform(platform, truth, { rounds: ROUNDS, seed: seed + ROUNDS });
    const codes = await fuzzSockets(platform, { rounds: SAID_ON_SOCKETS, seed });
    const grownMb = (await residentMb(platform)) - beforeMb;
    child.kill("SIGTERM");
    expect(await ended).toEqual({ code: 0, output: "" });
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(ROUNDS);
    expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBe(SAID_ON_SOCKETS);
    expect(grownMb, `seed ${seed}`).toBeLessThan(MAX_GROWTH_MB);
  });
});
