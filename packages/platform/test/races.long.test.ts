import { it } from "vitest";
import { runRaces } from "./fixtures/race.ts";

it("20 agents accept the same visitor at once, 1,000 times: one wins, and every other learns who", async () => {
  await runRaces(1_000);
});
