import { afterAll, beforeAll, it } from "vitest";
import { survivesKill } from "./fixtures/kill-round.ts";
import { type KillablePlatform, startKillablePlatform } from "./fixtures/killable-platform.ts";

let platform: KillablePlatform;

beforeAll(async () => {
  platform = await startKillablePlatform();
});
afterAll(() => platform.remove());

it("killed at 5 moments under many requests, the platform comes back with everything it acknowledged", async () => {
  for (let round = 0; round < 5; round += 1) await survivesKill(platform, round / 5);
}, 240_000);
