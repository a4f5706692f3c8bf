import { it } from "vitest";
import { runRaces } from "./fixtures/race.ts";

it("20 agents accept the same visitor at once, 25 times: one wins, and every other learns who", async () => {
  await runRaces(25);
}, 60_000);
