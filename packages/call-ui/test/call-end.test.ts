import { describe, expect, it } from "vitest";
import { countedAttributes } from "../src/call/call-counters.ts";
import { CallDriver } from "./call-driver.ts";

describe("the end", () => {
  it("comes to the host page in order, when the agent hangs up", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.play({ type: "hangUp" })).toEqual(["sendHangUp", "startTimer hang-up 700"]);
    call.nowMs += 60_000;
    expect(call.play({ type: "hungUp" })).toEqual([
      "stopPeerTimers visitor-page",
      "closePeer visitor-page",
      "announce END_CALL",
      "announce FINISHED",
      "stop",
    ]);
    expect(call.state.outcome).toEqual({ kind: "ended", reason: "hung-up", by: "agent", talkTimeMs: 60_000 });
  });

  it.each([
    ["does not answer", { type: "timer", timer: "hang-up" }],
    ["refuses it", { type: "hangUpFailed" }],
  ] as const)("goes out by a request where the platform %s", (_title, event) => {
    const call = new CallDriver("agent");
    call.talk();
    call.play({ type: "hangUp" });
    const effects = call.play(event);
    expect(effects[0]).toBe("hangUpByRequest");
    expect(effects).toContain("announce FINISHED");
  });

  it("goes out by a request where the socket is down", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.play({ type: "offline" });
    expect(call.play({ type: "hangUp" })[0]).toBe("hangUpByRequest");
    expect(call.state.outcome?.kind).toBe("ended");
  });

  it("is no END_CALL of a call that never began", () => {
    const call = new CallDriver("agent");
    call.play({ type: "seated", how: "invitation" });
    call.play({ type: "online" });
    call.play({ type: "hangUp" });
    expect(call.play({ type: "hungUp" })).toEqual(["announce FINISHED", "stop"]);
  });

  it("happens once: whatever comes later changes nothing", () => {
    const call = new CallDriver("agent");
    call.talk();
    const end = { reason: "lost", by: null, atMs: 0, talkTimeMs: 5_000 } as const;
    call.play({ type: "ended", end });
    const { state } = call;
    expect(call.room({ state: "active" })).toEqual([]);
    expect(call.play({ type: "hungUp" })).toEqual([]);
    expect(call.play({ type: "hangUpFailed" })).toEqual([]);
    expect(call.state).toBe(state);
  });

  it("names a take-over as what it is, also where it is learnt on coming back", () => {
    const call = new CallDriver("visitor");
    call.talk();
    call.play({ type: "refused", code: "taken-over" });
    expect(call.state.outcome).toEqual({ kind: "taken-over" });
  });
});

function onlineVisitor(): CallDriver {
  const call = new CallDriver("visitor");
  call.play({ type: "online" });
  return call;
}

describe("what is counted", () => {
  it("is talk time, drops, and screens that either side showed", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.nowMs += 10_000;
    call.peer({ type: "connection", connection: "interrupted" });
    call.peer({ type: "connection", connection: "connected" });
    call.play({ type: "media", media: { microphone: true, camera: true, screen: true } });
    call.nowMs += 20_000;
    call.play({ type: "media", media: { microphone: true, camera: true, screen: false } });
    const theirs = { microphone: true, camera: true, screen: true };
    call.room({ state: "active", peer: { presence: "joined", media: theirs } });
    call.nowMs += 5_000;
    expect(countedAttributes(call.state, call.nowMs)).toEqual({
      totalSvInteractions: 1,
      totalVideoCalls: 1,
      totalScreenShareSessions: 2,
      totalScreenShareSessionsTime: 25,
      totalTalkTime: 35,
      connectivityDropsCount: 1,
    });
  });

  it("goes on after a reload where it was, also on a machine whose clock is wrong", () => {
    const call = onlineVisitor();
    const serverTimeMs = call.nowMs + 90_000;
    call.room({ state: "active", serverTimeMs, activeSinceMs: serverTimeMs - 40_000 });
    expect(countedAttributes(call.state, call.nowMs).totalTalkTime).toBe(40);
  });

  it("goes by the platform's clock where that is another one", () => {
    const call = onlineVisitor();
    call.room({ serverTimeMs: call.nowMs + 90_000 });
    expect(call.state.clockOffsetMs).toBe(90_000);
  });
});
