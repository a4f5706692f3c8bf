import { it } from "vitest";
import { runModel } from "./fixtures/run-model.ts";

it("whatever visitors, agents and restarts do in 100 long stories, exactly those ring that should", async () => {
  await runModel({ runs: 100, maxCommands: 40 });
});
