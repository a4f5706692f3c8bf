import { describe, expect, it } from "vitest";
import { type GenesysInput, type GenesysState, stepGenesys } from "../src/genesys/genesys-machine.ts";

const result = (status: "pending" | "refused" | "expired" | "unknown-organization"): GenesysInput => ({
  type: "result",
  result: { status },
});
const SIGNED_IN: GenesysInput = { type: "result", result: { status: "signed-in", token: "t" } };

function run(inputs: readonly GenesysInput[]): GenesysState {
  return inputs.reduce<GenesysState>(stepGenesys, { name: "preparing", problem: null });
}

describe("a sign-in with Genesys Cloud", () => {
  it.each<[string, readonly GenesysInput[], GenesysState]>([
    ["can be clicked once the platform has begun it", [{ type: "begun" }], { name: "ready", problem: null }],
    [
      "waits while the popup is open",
      [{ type: "begun" }, { type: "opened" }, result("pending")],
      { name: "waiting" },
    ],
    [
      "can be clicked again after a popup that was blocked",
      [{ type: "begun" }, { type: "blocked" }],
      { name: "ready", problem: "popup-blocked" },
    ],
    [
      "goes on if the popup was only hidden from the page",
      [{ type: "begun" }, { type: "blocked" }, SIGNED_IN],
      { name: "signed-in", token: "t" },
    ],
    [
      "can be clicked again after the popup was closed",
      [{ type: "begun" }, { type: "opened" }, { type: "closed" }],
      { name: "ready", problem: "popup-closed" },
    ],
    [
      "succeeds in a popup that looks closed",
      [{ type: "begun" }, { type: "opened" }, { type: "closed" }, SIGNED_IN],
      { name: "signed-in", token: "t" },
    ],
    [
      "begins again after it was refused, and says so",
      [{ type: "begun" }, { type: "opened" }, result("refused"), { type: "begun" }],
      { name: "ready", problem: "refused" },
    ],
    [
      "begins again before it runs out unused",
      [{ type: "begun" }, { type: "blocked" }, { type: "stale" }],
      { name: "preparing", problem: "popup-blocked" },
    ],
    [
      "isn't replaced while the popup is open",
      [{ type: "begun" }, { type: "opened" }, { type: "stale" }],
      { name: "waiting" },
    ],
    [
      "is over for another organization",
      [{ type: "begun" }, { type: "opened" }, result("unknown-organization"), { type: "begun" }],
      { name: "over", why: "unknown-organization" },
    ],
    [
      "is over where the platform allows none",
      [{ type: "not-allowed" }],
      { name: "over", why: "not-allowed" },
    ],
  ])("%s", (_title, inputs, state) => {
    expect(run(inputs)).toEqual(state);
  });
});
