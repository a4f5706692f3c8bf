import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { observeAgent, readAgent } from "../src/frameworks/observe-agent.ts";
import { clearStage, initialised, STANDALONE, type Stage, setStage } from "./fakes/setup.ts";

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

describe("what hooks and composables follow", () => {
  it("is every event, those after a destroy as well, until it is stopped", async () => {
    const told = vi.fn();
    const stop = observeAgent(stage.agent, told);
    await initialised(stage);
    await stage.agent.destroy();
    await initialised(stage);
    expect(told.mock.calls.map(([type]) => type as string)).toEqual([
      "initialized",
      "cleanup",
      "initialized",
    ]);
    stop();
    await stage.agent.destroy();
    expect(told).toHaveBeenCalledTimes(3);
  });

  it("is the agent's state, in standalone mode and outside it", async () => {
    expect(readAgent(stage.agent)).toMatchObject({
      isInitialized: false,
      isOnline: false,
      receivedCalls: [],
    });
    await initialised(stage, STANDALONE);
    stage.push.ring("v1");
    expect(readAgent(stage.agent)).toMatchObject({
      isInitialized: true,
      isOnline: true,
      isOnQueue: false,
      isIframeOpened: false,
      callState: { status: "NONE" },
      receivedCalls: [{ visitorId: "v1" }],
    });
  });
});
