import { it } from "vitest";
import { runModel } from "./fixtures/run-model.ts";

it("whatever visitors, agents and restarts do, exactly those ring that should", async () => {
  await runModel({ runs: 4, maxCommands: 15 });
}, 120_000);
