import { describe, expect, it, vi } from "vitest";
import { neverAnswers } from "./fakes/fake-platform.ts";
import {
  agent,
  GENERIC,
  HELLO,
  initialised,
  outcome,
  pass,
  preCall,
  STANDALONE,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

const startCall = async (customerId?: string): Promise<{ code: string | undefined }> => {
  const called = outcome(agent.call(customerId === undefined ? {} : { customerId }));
  await settle();
  return called;
};

describe("destroy()", () => {
  it("closes the widget, aborts pending operations, emits cleanup last, and leaves nothing behind", async () => {
    await initialised(STANDALONE);
    const called = await startCall();
    const destroyed = agent.destroy();
    expect(agent.isInitialized()).toBe(false);
    await pass(2_000);
    await destroyed;
    expect(called.code).toBe("OPERATION_ABORTED");
    expect(stage.events.slice(-2)).toEqual(["iframeStateChanged false", "cleanup"]);
    expect(stage.page.leftovers).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("can be called twice, and init() can follow immediately", async () => {
    await initialised();
    const first = agent.destroy();
    expect(agent.destroy()).toBe(first);
    const again = outcome(agent.init(GENERIC));
    await settle();
    expect(again.code).toBe("ok");
    expect(stage.events.filter((event) => event === "cleanup")).toHaveLength(1);
  });

  it("removes the listeners, but not those that are added after the call", async () => {
    await initialised();
    const before = vi.fn();
    const after = vi.fn();
    agent.on("initialized", before);
    void agent.destroy();
    agent.on("initialized", after);
    await initialised();
    expect(before).not.toHaveBeenCalled();
    expect(after).toHaveBeenCalledOnce();
  });

  it("ends an init() that is running", async () => {
    stage.platform.answers.impersonateCreate = neverAnswers(stage.platform);
    const failed = outcome(agent.init(STANDALONE));
    await settle();
    await agent.destroy();
    expect(failed.code).toBe("OPERATION_ABORTED");
    expect(stage.page.leftovers).toEqual([]);
  });

  it("leaves the queue, then disconnects", async () => {
    await initialised(STANDALONE);
    await agent.switchQueue();
    await agent.destroy();
    expect(stage.push.calls.slice(-2)).toEqual(["leave", "disconnect"]);
  });

  it("waits at most 1 s for a widget that doesn't hang up", async () => {
    await initialised();
    await startCall();
    stage.page.post(HELLO);
    stage.page.post(preCall("v1"));
    const destroyed = outcome(agent.destroy());
    await pass(999);
    expect(destroyed.code).toBeUndefined();
    await pass(1);
    expect(destroyed.code).toBe("ok");
  });
});
