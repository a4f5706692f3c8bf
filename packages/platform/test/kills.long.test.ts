import { afterAll, beforeAll, it } from "vitest";
import { survivesKill } from "./fixtures/kill-round.ts";
import { type KillablePlatform, startKillablePlatform } from "./fixtures/killable-platform.ts";

let platform: KillablePlatform;

beforeAll(async () => {
  platform = await startKillablePlatform();
});
afterAll(() => platform.remove());

it("killed at 100 random moments, the platform comes back with everything it had acknowledged", async () => {
  for (let round = 0; round < 100; round += 1) await survivesKill(platform, Math.random());
});
