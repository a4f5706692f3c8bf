import { describe, expect, it, vi } from "vitest";
import { observeAgent, readAgent } from "../src/frameworks/observe-agent.ts";
import { agent, initialised, STANDALONE, setStageForEach, settle, stage } from "./fakes/setup.ts";

setStageForEach();

describe("observing an agent", () => {
  it("gets every event until it stops, also after destroy() and the next init()", async () => {
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

  it("starts with the calls that are ringing, also after the next init()", async () => {
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
  it("returns the same object until something changes", async () => {
    await initialised(STANDALONE);
    stage.push.ring("v1");
    const before = readAgent(agent);
    expect(readAgent(agent, before)).toBe(before);
    stage.push.ring("v2");
    expect(readAgent(agent, before)).not.toBe(before);
  });

  it("returns its state, with and without standalone mode", async () => {
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
