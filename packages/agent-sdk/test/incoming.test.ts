import { describe, expect, it } from "vitest";
import type { IncomingCall } from "../src/index.ts";
import { agent, initialised, outcome, STANDALONE, setStageForEach, settle, stage } from "./fakes/setup.ts";

setStageForEach();

describe("a call that no longer rings", () => {
  it.each([
    ["not-for-you", "withdrawn", "SESSION_NOT_FOUND", "still waits"],
    ["timeout", "timeout", "VISITOR_HAS_LEFT_SESSION", "has left"],
    ["visitor-left", "visitor-left", "VISITOR_HAS_LEFT_SESSION", "has left"],
    [undefined, "visitor-left", "VISITOR_HAS_LEFT_SESSION", "has left"],
  ])("is removed with its reason: the cause %s becomes %s", async (cause, reason, code, words) => {
    await initialised(STANDALONE);
    const removed: unknown[] = [];
    const left: unknown[] = [];
    agent.on("callRemoved", (...event) => removed.push(event));
    agent.on("partyLeft", (visitor) => left.push(visitor));
    stage.push.ring("v1").fire("CallEnded", cause && { reason: cause });
    const accepted = outcome(agent.acceptCall("v1"));
    await settle();
    expect(removed).toEqual([["v1", { reason }]]);
    expect(left.length).toBe(reason === "visitor-left" ? 1 : 0);
    expect([accepted.code, accepted.error?.message]).toEqual([code, expect.stringContaining(words)]);
  });

  it("names who accepted it, also in the original's field names", async () => {
    await initialised(STANDALONE);
    const events: unknown[] = [];
    agent.on("acceptedElsewhere", (by) => events.push(by));
    agent.on("callRemoved", (...event) => events.push(event));
    stage.push.ring("v1").fire("AcceptedElsewhere", { userId: "mary@example.com", deviceId: "phone" });
    expect(events).toEqual([
      {
        visitorId: "v1",
        userId: "mary@example.com",
        deviceId: "phone",
        callId: "call-v1",
        acceptedByUser: "mary@example.com",
        acceptedByMyOtherDevice: "phone",
      },
      ["v1", { reason: "accepted-elsewhere", by: "mary@example.com" }],
    ]);
  });

  it("is remembered for a late acceptCall(), up to the last 500", async () => {
    await initialised(STANDALONE);
    for (let visitor = 0; visitor <= 501; visitor += 1) stage.push.ring(`v${visitor}`).fire("CallEnded");
    const codes = await Promise.all(
      ["v0", "v501"].map(async (visitorId) => {
        const accepted = outcome(agent.acceptCall(visitorId));
        await settle();
        return accepted.code;
      }),
    );
    expect(codes).toEqual(["SESSION_NOT_FOUND", "VISITOR_HAS_LEFT_SESSION"]);
  });
});

describe("a visitor's name", () => {
  it("keeps its plus signs if the platform sends the exact name", async () => {
    await initialised(STANDALONE);
    const names: string[] = [];
    agent.on("incomingCall", ({ displayName }: IncomingCall) => names.push(displayName));
    const control = stage.push.ring("v1", { name: "Ann+Lee" });
    stage.push.ringing(
      control,
      { name: "C++ Ltd" },
      { from: { id: "v2", type: "visitor", name: "C++ Ltd" } },
    );
    expect(names).toEqual(["Ann Lee", "C++ Ltd"]);
  });
});

describe("waiting visitors", () => {
  it("are counted; waitingChanged reports each change once", async () => {
    await initialised(STANDALONE);
    expect(agent.getWaiting()).toEqual({ count: 0, longestSinceMs: null });
    const changes: unknown[] = [];
    agent.on("waitingChanged", (waiting) => changes.push(waiting));
    stage.push.setInfo({ waiting: { count: 2, longestSinceMs: 5 } });
    stage.push.update({ mrg: { waiting: { set: { count: 2, longestSinceMs: 5 } } } });
    stage.push.update({ mrg: { waiting: { set: { count: 0, longestSinceMs: null } } } });
    expect(changes).toEqual([
      { count: 2, longestSinceMs: 5 },
      { count: 0, longestSinceMs: null },
    ]);
  });
});

describe("getToken()", () => {
  it("resolves with the current token, and with the new one after a renewal", async () => {
    await initialised(STANDALONE);
    await expect(agent.getToken()).resolves.toBe("token-1");
    stage.push.onConnect = () => {};
    stage.push.fire("Expired");
    await settle();
    stage.push.connected();
    await settle();
    await expect(agent.getToken()).resolves.toBe("token-2");
  });

  it("rejects outside standalone mode", async () => {
    await initialised();
    const token = outcome(agent.getToken());
    await settle();
    expect(token.code).toBe("AGENT_NOT_IN_STANDALONE_MODE");
  });
});

describe("a listener", () => {
  it("for incomingCall that is added during init() gets each call once", async () => {
    const received: string[] = [];
    stage.push.onConnect = () => {
      stage.push.connected();
      stage.push.ring("v1");
    };
    agent.once("isOnline", () => {
      agent.on("incomingCall", ({ visitorId }) => received.push(visitorId));
    });
    await initialised(STANDALONE);
    await settle();
    expect(received).toEqual(["v1"]);
  });

  it("runs in the zone in which it was added (zone.js)", async () => {
    await initialised(STANDALONE);
    const entered: string[] = [];
    const zone = {
      run: (listener: (...values: unknown[]) => unknown, _self: unknown, values: unknown[]) => {
        entered.push("angular");
        return listener(...values);
      },
    };
    Object.assign(globalThis, { Zone: { current: zone } });
    agent.on("incomingCall", () => {});
    Object.assign(globalThis, { Zone: undefined });
    stage.push.ring("v1");
    expect(entered).toEqual(["angular"]);
  });
});
