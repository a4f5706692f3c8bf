import { describe, expect, it } from "vitest";
import { countedAttributes } from "../src/call/call-counters.ts";
import { CallDriver } from "./call-driver.ts";

describe("an agent's invitation", () => {
  it("is a session for the host page as soon as it exists", () => {
    expect(new CallDriver("agent").play({ type: "seated", how: "invitation" })).toEqual([
      "announce PRE_CALL",
    ]);
  });

  it("offers to the visitor's page as soon as that is open, before anybody joined", () => {
    const call = new CallDriver("agent");
    call.play({ type: "seated", how: "invitation" });
    call.play({ type: "online" });
    expect(call.room({ peer: { presence: "absent", instanceId: "" } })).toEqual([]);
    expect(call.room({ peer: { presence: "arrived" } })).toEqual(["openPeer visitor-page"]);
  });

  it("lets go of a visitor who opened the link and went away again, and takes the next one", () => {
    const call = new CallDriver("agent");
    call.play({ type: "online" });
    call.room({});
    expect(call.room({ peer: { presence: "absent", instanceId: "" } })).toEqual(["closePeer"]);
    expect(call.room({ peer: { instanceId: "another-page" } })).toEqual(["openPeer another-page"]);
  });
});

describe("an accepted call", () => {
  it("says claimed at once, and becomes a session when the camera question is answered", () => {
    const call = new CallDriver("agent");
    expect(call.play({ type: "seated", how: "claimed" })).toEqual(["claimed"]);
    call.play({ type: "online" });
    expect(call.play({ type: "join", displayName: "Ana" })).toEqual([
      "announce PRE_CALL",
      "allowAnswer",
      "sendJoin",
    ]);
  });
});

describe("the visitor's page", () => {
  it("prepares the connection while its person checks the camera, and answers when they join", () => {
    const call = new CallDriver("visitor");
    call.play({ type: "online" });
    expect(call.room({})).toEqual(["openPeer agent-page"]);
    expect(call.play({ type: "join", displayName: "Clara" })).toEqual(["allowAnswer", "sendJoin"]);
  });

  it("says nothing of its camera before its person joined", () => {
    const call = new CallDriver("visitor");
    call.play({ type: "online" });
    const media = { microphone: true, camera: true, screen: false };
    expect(call.play({ type: "media", media })).toEqual([]);
    call.play({ type: "join", displayName: "Clara" });
    expect(call.play({ type: "media", media: { ...media, camera: false } })).toEqual(["sendMedia"]);
  });

  it("tells nobody around it of a call's states: that is the widget's part", () => {
    const call = new CallDriver("visitor");
    call.talk();
    expect(call.play({ type: "hungUp" })).toEqual(["closePeer", "stop"]);
  });
});

describe("media", () => {
  it("is reported once, when it arrives", () => {
    const call = new CallDriver("agent");
    call.play({ type: "online" });
    call.play({ type: "join", displayName: "Ana" });
    call.room({ peer: { presence: "joined" } });
    expect(call.play({ type: "connection", connection: "connected" })).toEqual(["stopTimer restart"]);
    expect(call.play({ type: "mediaArrived" })).toEqual(["reportMediaFlows"]);
    expect(call.play({ type: "mediaArrived" })).toEqual([]);
  });

  it("is not waited for from somebody who joined without camera and microphone", () => {
    const call = new CallDriver("agent");
    call.play({ type: "online" });
    call.play({ type: "join", displayName: "Ana" });
    const nothing = { microphone: false, camera: false, screen: false };
    call.room({ peer: { presence: "joined", media: nothing } });
    expect(call.play({ type: "connection", connection: "connected" })).toContain("reportMediaFlows");
  });

  it("is reported again after the socket was away, as long as the call has not begun", () => {
    const call = new CallDriver("agent");
    call.play({ type: "online" });
    call.play({ type: "join", displayName: "Ana" });
    call.room({ peer: { presence: "joined" } });
    call.play({ type: "connection", connection: "connected" });
    call.play({ type: "mediaArrived" });
    call.play({ type: "offline" });
    expect(call.play({ type: "online" })).toEqual(["sendJoin"]);
    expect(call.room({ peer: { presence: "joined" } })).toEqual(["reportMediaFlows"]);
  });

  it("makes the call begin for the host page once, when both sides reported it", () => {
    const call = new CallDriver("agent");
    call.play({ type: "seated", how: "invitation" });
    call.play({ type: "online" });
    expect(call.room({ state: "active" })).toContain("announce CALL_STARTED");
    expect(call.room({ state: "active" })).not.toContain("announce CALL_STARTED");
  });
});

describe("a connection that does not come up", () => {
  it("is tried again once both sides have been there for eight seconds", () => {
    const call = new CallDriver("agent");
    call.play({ type: "online" });
    call.play({ type: "join", displayName: "Ana" });
    expect(call.room({ peer: { presence: "arrived" } })).toEqual(["openPeer visitor-page", "allowAnswer"]);
    expect(call.room({ peer: { presence: "joined" } })).toEqual(["startTimer restart 8000"]);
    expect(call.room({ peer: { presence: "joined" } })).toEqual([]);
    expect(call.play({ type: "timer", timer: "restart" })).toEqual(["restartIce", "startTimer restart 6000"]);
  });
});

describe("a connection that breaks", () => {
  it("has two seconds to heal by itself, then looks for another way, again and again", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.play({ type: "connection", connection: "interrupted" })).toEqual(["startTimer restart 2000"]);
    expect(call.play({ type: "timer", timer: "restart" })).toEqual(["restartIce", "startTimer restart 6000"]);
    expect(call.play({ type: "timer", timer: "restart" })).toEqual(["restartIce", "startTimer restart 6000"]);
    expect(call.play({ type: "connection", connection: "connected" })).toContain("stopTimer restart");
  });

  it("that healed is left alone", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.play({ type: "connection", connection: "interrupted" });
    call.play({ type: "connection", connection: "connected" });
    expect(call.play({ type: "timer", timer: "restart" })).toEqual([]);
  });

  it("is the agent's to restart; the visitor's page only does when it has failed", () => {
    const call = new CallDriver("visitor");
    call.talk();
    call.play({ type: "connection", connection: "interrupted" });
    expect(call.play({ type: "timer", timer: "restart" })).toEqual(["startTimer restart 6000"]);
    expect(call.play({ type: "connection", connection: "failed" })).toContain("restartIce");
  });

  it("waits for a visitor whose network is gone, and is restarted when they are back", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.room({ state: "active", peer: { presence: "away" } })).toEqual([]);
    expect(call.play({ type: "connection", connection: "failed" })).not.toContain("restartIce");
    expect(call.room({ state: "active", peer: { presence: "joined" } })).toContain("restartIce");
  });

  it("is not touched by a platform that was down for a minute", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.play({ type: "offline" })).toEqual([]);
    expect(call.play({ type: "online" })).toEqual(["sendJoin"]);
    expect(call.room({ state: "active", peer: { presence: "joined" } })).toEqual([]);
  });

  it("is made anew for another page load on the other side", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.room({ state: "active", peer: { presence: "joined", instanceId: "reloaded" } })).toEqual([
      "closePeer",
      "openPeer reloaded",
      "allowAnswer",
      "startTimer restart 8000",
    ]);
  });

  it("is made anew where the other side answers with another one than was called", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.play({ type: "peerRestarted" })).toEqual([
      "closePeer",
      "openPeer visitor-page",
      "allowAnswer",
    ]);
  });
});

describe("the end", () => {
  it("comes to the host page in order, when the agent hangs up", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.play({ type: "hangUp" })).toEqual(["sendHangUp", "startTimer hang-up 700"]);
    call.nowMs += 60_000;
    expect(call.play({ type: "hungUp" })).toEqual([
      "closePeer",
      "announce END_CALL",
      "announce FINISHED",
      "stop",
    ]);
    expect(call.state.outcome).toEqual({ kind: "ended", reason: "hung-up", by: "agent", talkTimeMs: 60_000 });
  });

  it("doesn't wait for a platform that doesn't hear the hang-up", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.play({ type: "hangUp" });
    expect(call.play({ type: "timer", timer: "hang-up" })).toContain("announce FINISHED");
  });

  it("goes out by the beacon where the socket is down", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.play({ type: "offline" });
    expect(call.play({ type: "hangUp" })[0]).toBe("leaveByBeacon");
    expect(call.state.outcome?.kind).toBe("ended");
  });

  it("is no END_CALL of a call that never began", () => {
    const call = new CallDriver("agent");
    call.play({ type: "seated", how: "invitation" });
    call.play({ type: "online" });
    call.play({ type: "hangUp" });
    expect(call.play({ type: "hungUp" })).toEqual(["closePeer", "announce FINISHED", "stop"]);
  });

  it("happens once: whatever comes later changes nothing", () => {
    const call = new CallDriver("agent");
    call.talk();
    const end = { reason: "lost", by: null, atMs: 0, talkTimeMs: 5_000 } as const;
    call.play({ type: "ended", end });
    const { state } = call;
    expect(call.room({ state: "active" })).toEqual([]);
    expect(call.play({ type: "hungUp" })).toEqual([]);
    expect(call.state).toBe(state);
  });

  it("names a take-over as what it is, also where it is learnt on coming back", () => {
    const call = new CallDriver("visitor");
    call.talk();
    call.play({ type: "refused", code: "taken-over" });
    expect(call.state.outcome).toEqual({ kind: "taken-over" });
  });
});

describe("what is counted", () => {
  it("is talk time, drops, and screens that either side showed", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.nowMs += 10_000;
    call.play({ type: "connection", connection: "interrupted" });
    call.play({ type: "connection", connection: "connected" });
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
    const call = new CallDriver("visitor");
    call.play({ type: "online" });
    const serverTimeMs = call.nowMs + 90_000;
    call.room({ state: "active", serverTimeMs, activeSinceMs: serverTimeMs - 40_000 });
    expect(countedAttributes(call.state, call.nowMs).totalTalkTime).toBe(40);
  });

  it("goes by the platform's clock where that is another one", () => {
    const call = new CallDriver("visitor");
    call.play({ type: "online" });
    call.room({ serverTimeMs: call.nowMs + 90_000 });
    expect(call.state.clockOffsetMs).toBe(90_000);
  });
});
