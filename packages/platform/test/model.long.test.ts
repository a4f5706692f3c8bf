import { it } from "vitest";
import { runModel } from "./fixtures/run-model.ts";

it("exactly the right calls ring in 100 long random sequences of visitors, agents and restarts", async () => {
  await runModel({ runs: 100, maxCommands: 40 });
});
