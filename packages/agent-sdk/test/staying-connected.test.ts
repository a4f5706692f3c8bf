import { describe, expect, it } from "vitest";
import {
  agent,
  initialised,
  outcome,
  pass,
  STANDALONE,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

describe("a token that expires", () => {
  it("is renewed without any event", async () => {
    await initialised(STANDALONE);
    await agent.switchQueue();
    stage.events.length = 0;
    stage.push.fire("Expired");
    stage.push.lost();
    await pass(10_000);
    expect(stage.push.calls.at(-2)).toContain(" token-2 ");
    expect(stage.push.calls.at(-1)).toBe("join");
    expect(stage.events).toEqual([]);
    expect(stage.push.calls).not.toContain("disconnect");
    expect([agent.isOnline(), agent.isOnQueue()]).toEqual([true, true]);
  });

  it("turns the agent offline if it cannot be renewed, and the next operation says why", async () => {
    await initialised({
      authMethod: "token",
      token: "t",
      domain: "platform.example",
      standaloneMode: true,
    });
    stage.push.fire("Expired");
    await settle();
    expect(stage.events.at(-1)).toBe("isOnline false");
    for (const operation of [agent.call(), agent.switchQueue()]) {
      const done = outcome(operation);
      await settle();
      expect(done.code).toBe("AGENT_NOT_AUTHENTICATED");
    }
  });

  it("is requested again until the platform is back", async () => {
    await initialised(STANDALONE);
    const working = stage.platform.answers.impersonateCreate!;
    stage.platform.answers.impersonateCreate = () => ({ status: 503 });
    stage.push.fire("Expired");
    await pass(1_000);
    expect(agent.isOnline()).toBe(false);
    stage.platform.answers.impersonateCreate = working;
    await pass(30_000);
    expect(agent.isOnline()).toBe(true);
  });
});

describe("a lost connection", () => {
  it("is reported; ringing calls and the queue survive it", async () => {
    await initialised(STANDALONE);
    await agent.switchQueue();
    stage.push.ring("v1");
    stage.push.lost();
    expect([agent.isOnline(), agent.isOnQueue(), agent.getReceivedCalls().length]).toEqual([false, true, 1]);
    stage.push.connected();
    await settle();
    expect(agent.isOnline()).toBe(true);
    expect(stage.push.calls.filter((word) => word === "join")).toHaveLength(2);
  });

  it.each(["Failed", "SessionClosed"])("is reopened if the push client gives up (%s)", async (event) => {
    await initialised(STANDALONE);
    stage.push.fire(event);
    await pass(1_000);
    expect(stage.push.calls.at(-1)).toBe("reconnect");
  });

  it("is not assumed after an unknown event", async () => {
    await initialised(STANDALONE);
    stage.push.fire("SomethingNew");
    expect(agent.isOnline()).toBe(true);
  });

  it("before the first session makes init() reject", async () => {
    stage.push.onConnect = () => stage.push.fire("Failed");
    const done = outcome(agent.init(STANDALONE));
    await settle();
    expect(done.code).toBe("VE_UNHANDLED_ERROR");
    expect(stage.page.leftovers).toEqual([]);
  });
});
