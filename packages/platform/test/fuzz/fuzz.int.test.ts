import { rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { contractEvents } from "../helpers/contract-events.ts";
import { ENGINES, startEngine } from "../helpers/open-engines.ts";
import { startPlatform } from "../helpers/start-platform.ts";
import { furnishForFuzz, fuzzPlatform } from "./fuzz-platform.ts";
import { fuzzSockets, PUSH_SAYINGS, SIGNALLING_SAYINGS } from "./fuzz-sockets.ts";

describe.each(ENGINES)("the platform on %s", (engineName) => {
  it("answers all malformed requests and messages, and never fails", { timeout: 120_000 }, async () => {
    const engine = await startEngine(engineName);
    const { databaseUrl, dataDir } = await engine.newDatabase();
    const platform = await startPlatform({ dataDir, env: { DATABASE_URL: databaseUrl } });
    try {
      const seed = Date.now();
      const statuses = await fuzzPlatform(platform, await furnishForFuzz(platform), { rounds: 600, seed });
      // It got beyond the front door, and was refused in several ways.
      for (const status of [200, 400, 401, 404])
        expect(statuses.get(status), `${status}, seed ${seed}`).toBeGreaterThan(0);
      const codes = await fuzzSockets(platform, { rounds: 600, seed });
      for (const code of ["ok", "invalid-request", "said"])
        expect(codes.get(code), `${code}, seed ${seed}`).toBeGreaterThan(0);
    } finally {
      await platform.stop();
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

it("the fuzzer sends every socket event of the contract", async () => {
  expect(Object.keys(PUSH_SAYINGS).toSorted()).toEqual(
    await contractEvents("push/push-socket", "PushClientEvents"),
  );
  expect(Object.keys(SIGNALLING_SAYINGS).toSorted()).toEqual(
    await contractEvents("signalling/signalling-socket", "SignallingClientEvents"),
  );
});
