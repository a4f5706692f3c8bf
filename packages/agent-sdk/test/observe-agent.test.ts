import { describe, expect, it, vi } from "vitest";
import { observeAgent, readAgent } from "../src/frameworks/observe-agent.ts";
import { agent, initialised, STANDALONE, setStageForEach, settle, stage } from "./fakes/setup.ts";

setStageForEach();

describe("observing an agent", () => {
  it("gets every event, also after a destroy, until it is stopped", async () => {
    const listener = vi.fn();
    const stop = observeAgent(agent, "*", listener);
    await initialised();
    await agent.destroy();
    await initialised();
    expect(listener.mock.calls.map(([type]) => type as string)).toEqual([
      "initialized",
      "cleanup",
      "initialized",
    ]);
    stop();
    await agent.destroy();
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it("gets the calls that are ringing when it starts late, and those after the next init", async () => {
    await initialised(STANDALONE);
    stage.push.ring("v1");
    const listener = vi.fn();
    observeAgent(agent, "incomingCall", listener);
    await settle();
    expect(listener.mock.calls).toEqual([[expect.objectContaining({ visitorId: "v1" })]]);
    await agent.destroy();
    await initialised(STANDALONE);
    stage.push.ring("v2");
    expect(listener.mock.lastCall).toEqual([expect.objectContaining({ visitorId: "v2" })]);
  });
});

describe("reading an agent", () => {
  it("gives the same object while nothing has changed", async () => {
    await initialised(STANDALONE);
    stage.push.ring("v1");
    const before = readAgent(agent);
    expect(readAgent(agent, before)).toBe(before);
    stage.push.ring("v2");
    expect(readAgent(agent, before)).not.toBe(before);
  });

  it("gives its state, in standalone mode and outside it", async () => {
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
