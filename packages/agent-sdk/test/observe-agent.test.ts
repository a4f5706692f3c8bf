import { describe, expect, it, vi } from "vitest";
import { observeAgent, readAgent } from "../src/frameworks/observe-agent.ts";
import { agent, initialised, STANDALONE, setStageForEach, stage } from "./fakes/setup.ts";

setStageForEach();

describe("what hooks and composables follow", () => {
  it("is every event, those after a destroy as well, until it is stopped", async () => {
    const told = vi.fn();
    const stop = observeAgent(agent, told);
    await initialised();
    await agent.destroy();
    await initialised();
    expect(told.mock.calls.map(([type]) => type as string)).toEqual([
      "initialized",
      "cleanup",
      "initialized",
    ]);
    stop();
    await agent.destroy();
    expect(told).toHaveBeenCalledTimes(3);
  });

  it("is the agent's state, in standalone mode and outside it", async () => {
    expect(readAgent(agent)).toMatchObject({
      isInitialized: false,
      isOnline: false,
      receivedCalls: [],
    });
    await initialised(STANDALONE);
    stage.push.ring("v1");
    expect(readAgent(agent)).toMatchObject({
      isInitialized: true,
      isOnline: true,
      isOnQueue: false,
      isIframeOpened: false,
      callState: { status: "NONE" },
      receivedCalls: [{ visitorId: "v1" }],
    });
  });
});
