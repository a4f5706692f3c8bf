import { describe, expect, it } from "vitest";
import { CallDriver } from "./call-driver.ts";

const OPENED = (peer: string): readonly string[] => [
  `openPeer ${peer}`,
  `sendHello ${peer}`,
  `allowAnswer ${peer}`,
  "startTimer restart 8000",
  "startTimer limit 20000",
];

function onlineAs(role: "agent" | "visitor"): CallDriver {
  const call = new CallDriver(role);
  call.play({ type: "online" });
  return call;
}

describe("an agent's invitation", () => {
  it("is a session for the host page as soon as it exists", () => {
    expect(new CallDriver("agent").play({ type: "seated", how: "invitation" })).toEqual([
      "announce PRE_CALL",
    ]);
  });

  it("connects to the visitor's page as soon as it is open, before anybody joined", () => {
    const call = onlineAs("agent");
    expect(call.room({ peer: { presence: "absent", instanceId: "" } })).toEqual([]);
    expect(call.room({ peer: { presence: "arrived" } })).toEqual(OPENED("visitor-page"));
  });

  it("closes the connection to a visitor who opened the link and left, and connects to the next one", () => {
    const call = onlineAs("agent");
    call.room({});
    expect(call.room({ peer: { presence: "absent", instanceId: "" } })).toContain("closePeer visitor-page");
    expect(call.room({ peer: { instanceId: "another-page" } })).toEqual(OPENED("another-page"));
  });
});

describe("an accepted call", () => {
  it("says claimed at once, and becomes a session when the camera prompt is answered", () => {
    const call = new CallDriver("agent");
    expect(call.play({ type: "seated", how: "claimed" })).toEqual(["claimed"]);
    call.play({ type: "online" });
    expect(call.play({ type: "join", displayName: "Ana" })).toEqual(["announce PRE_CALL", "sendJoin"]);
  });
});

describe("tracks", () => {
  it.each(["agent", "visitor"] as const)(
    "of the %s's page go out once both have joined, not before",
    (role) => {
      const call = onlineAs(role);
      const publish = `publish true ${call.peerId}`;
      expect(call.room({ peer: { presence: "arrived" } })).not.toContain(publish);
      expect(call.play({ type: "join", displayName: "Ana" })).not.toContain(publish);
      expect(call.room({ peer: { presence: "joined" } })).toContain(publish);
      expect(call.room({ peer: { presence: "joined" } })).not.toContain(publish);
    },
  );

  it.each(["agent", "visitor"] as const)("of the %s's page wait for its own person", (role) => {
    const call = onlineAs(role);
    const publish = `publish true ${call.peerId}`;
    expect(call.room({ peer: { presence: "joined" } })).not.toContain(publish);
    expect(call.play({ type: "join", displayName: "Ana" })).toContain(publish);
  });

  it("wait again where the other side loaded its page again", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.room({ state: "active", peer: { presence: "absent", instanceId: "" } });
    const opened = call.room({ state: "active", peer: { presence: "arrived", instanceId: "reloaded" } });
    expect(opened).toContain("openPeer reloaded");
    expect(opened).not.toContain("publish true reloaded");
    expect(call.room({ state: "active", peer: { presence: "joined", instanceId: "reloaded" } })).toEqual([
      "publish true reloaded",
    ]);
  });
});

describe("a tenant without early connections", () => {
  it("holds the visitor's answer back until Join, and doesn't count the time before", () => {
    const call = new CallDriver("visitor");
    call.play({ type: "seated", how: "visitor", connectsEarly: false });
    call.play({ type: "online" });
    expect(call.room({ peer: { presence: "joined" } })).toEqual([
      "openPeer agent-page",
      "sendHello agent-page",
    ]);
    expect(call.play({ type: "join", displayName: "Clara" })).toEqual([
      "sendJoin",
      "allowAnswer agent-page",
      "startTimer restart 8000",
      "startTimer limit 20000",
      "publish true agent-page",
      "startTimer confirm 3000",
    ]);
  });
});

describe("the visitor's page", () => {
  it("says nothing of its camera before its person joined", () => {
    const call = onlineAs("visitor");
    const media = { microphone: true, camera: true, screen: false };
    expect(call.play({ type: "media", media })).toEqual([]);
    call.play({ type: "join", displayName: "Clara" });
    expect(call.play({ type: "media", media: { ...media, camera: false } })).toContain("sendMedia");
  });

  it("announces nothing to the page around it: that is the widget's part", () => {
    const call = new CallDriver("visitor");
    call.talk();
    expect(call.play({ type: "hungUp" })).toEqual([
      "stopPeerTimers agent-page",
      "closePeer agent-page",
      "stop",
    ]);
  });
});

describe("media", () => {
  it("is reported once, when it arrives", () => {
    const call = onlineAs("agent");
    call.play({ type: "join", displayName: "Ana" });
    call.room({ peer: { presence: "joined" } });
    expect(call.peer({ type: "connection", connection: "connected" })).not.toContain("reportMediaFlows");
    expect(call.peer({ type: "mediaArrived" })).toContain("reportMediaFlows");
    expect(call.peer({ type: "mediaArrived" })).not.toContain("reportMediaFlows");
  });

  it("is not waited for from somebody who joined without camera and microphone", () => {
    const call = onlineAs("agent");
    call.play({ type: "join", displayName: "Ana" });
    const nothing = { microphone: false, camera: false, screen: false };
    call.room({ peer: { presence: "joined", media: nothing } });
    expect(call.peer({ type: "connection", connection: "connected" })).toContain("reportMediaFlows");
  });

  it("is reported again after the socket was away, as long as the call has not begun", () => {
    const call = onlineAs("agent");
    call.play({ type: "join", displayName: "Ana" });
    call.room({ peer: { presence: "joined" } });
    call.peer({ type: "connection", connection: "connected" });
    call.peer({ type: "mediaArrived" });
    call.play({ type: "offline" });
    expect(call.play({ type: "online" })).toEqual(["sendJoin"]);
    expect(call.room({ peer: { presence: "joined" } })).toContain("reportMediaFlows");
  });

  it("makes the call begin for the host page once, when both sides reported it", () => {
    const call = new CallDriver("agent");
    call.play({ type: "seated", how: "invitation" });
    call.play({ type: "online" });
    expect(call.room({ state: "active" })).toContain("announce CALL_STARTED");
    expect(call.room({ state: "active" })).not.toContain("announce CALL_STARTED");
  });
});

describe("what the platform did not confirm", () => {
  it("is repeated with a back-off until the room shows it: joining", () => {
    const call = onlineAs("visitor");
    call.room({});
    expect(call.play({ type: "join", displayName: "Clara" })).toContain("startTimer confirm 3000");
    call.room({ self: { presence: "arrived" } });
    expect(call.play({ type: "timer", timer: "confirm" })).toEqual(["sendJoin", "startTimer confirm 6000"]);
    expect(call.play({ type: "timer", timer: "confirm" })).toEqual(["sendJoin", "startTimer confirm 12000"]);
    expect(call.room({ self: { presence: "joined" } })).toEqual(["stopTimer confirm"]);
    expect(call.play({ type: "timer", timer: "confirm" })).toEqual([]);
  });

  it("is repeated: what this side sends", () => {
    const call = new CallDriver("visitor");
    call.talk();
    const media = { microphone: false, camera: true, screen: false };
    const before = call.state.media;
    expect(call.play({ type: "media", media })).toEqual(["sendMedia", "startTimer confirm 3000"]);
    call.room({ state: "active", self: { media: before }, peer: { presence: "joined" } });
    expect(call.play({ type: "timer", timer: "confirm" })).toContain("sendMedia");
    expect(call.room({ state: "active", peer: { presence: "joined" } })).toEqual(["stopTimer confirm"]);
  });

  it("is repeated: that media arrives, until the platform answered or the call is active", () => {
    const call = onlineAs("agent");
    call.play({ type: "join", displayName: "Ana" });
    call.room({ peer: { presence: "joined" } });
    call.peer({ type: "connection", connection: "connected" });
    call.peer({ type: "mediaArrived" });
    expect(call.play({ type: "timer", timer: "confirm" })).toContain("reportMediaFlows");
    expect(call.play({ type: "mediaReported" })).toEqual(["stopTimer confirm"]);
  });

  it("waits while the socket is down", () => {
    const call = onlineAs("visitor");
    call.room({});
    call.play({ type: "join", displayName: "Clara" });
    call.play({ type: "offline" });
    expect(call.play({ type: "timer", timer: "confirm" })).toEqual([]);
  });
});

describe("a connection that does not come up", () => {
  it("is tried again after 8 s, then with a back-off that leaves a slow relay its time", () => {
    const call = onlineAs("agent");
    call.room({});
    const waits = [1, 2, 3, 4].map(() => call.peer({ type: "peerTimer", timer: "restart" }));
    expect(waits).toEqual([
      ["restartIce visitor-page", "startTimer restart 6000"],
      ["restartIce visitor-page", "startTimer restart 12000"],
      ["restartIce visitor-page", "startTimer restart 24000"],
      ["restartIce visitor-page", "startTimer restart 24000"],
    ]);
  });

  it("is unreachable after 20 s, tells the host why, and recovers when it connects", () => {
    const call = onlineAs("agent");
    call.room({});
    expect(call.peer({ type: "peerTimer", timer: "limit" })).toEqual(["findCause visitor-page"]);
    expect(call.peer({ type: "unreachable", cause: "no-relay" })).toEqual(["announceTrouble no-relay"]);
    expect(call.state.unreachable).toBe("no-relay");
    expect(call.peer({ type: "unreachable", cause: "no-relay" })).toEqual([]);
    expect(call.peer({ type: "connection", connection: "connected" })).toContain("announceTrouble null");
    expect(call.state.unreachable).toBeNull();
    expect(call.peer({ type: "peerTimer", timer: "limit" })).toEqual([]);
  });

  it("is not called unreachable by a cause that was found too late", () => {
    const call = onlineAs("agent");
    call.room({});
    call.peer({ type: "connection", connection: "connected" });
    expect(call.peer({ type: "unreachable", cause: "unknown" })).toEqual([]);
    expect(call.state.unreachable).toBeNull();
  });

  it("is said in the lobby, too, before the visitor joined", () => {
    const call = onlineAs("visitor");
    call.room({});
    expect(call.peer({ type: "unreachable", cause: "udp-blocked" })).toEqual(["announceTrouble udp-blocked"]);
    expect(call.state).toMatchObject({ joined: false, unreachable: "udp-blocked" });
  });

  it("keeps what the host was told when the call ends", () => {
    const call = onlineAs("agent");
    call.room({});
    call.peer({ type: "unreachable", cause: "no-relay" });
    expect(call.play({ type: "hungUp" })).not.toContain("announceTrouble null");
  });
});

describe("a page that doesn't reach the platform", () => {
  it.each([
    ["blocked", "websockets-blocked"],
    ["unreachable", "platform-unreachable"],
  ] as const)("tells its host why: %s", (trouble, cause) => {
    const call = new CallDriver("agent");
    call.play({ type: "seated", how: "claimed" });
    expect(call.play({ type: "socketTrouble", trouble })).toEqual([`announceTrouble ${cause}`]);
    expect(call.play({ type: "socketTrouble", trouble })).toEqual([]);
    expect(call.play({ type: "online" })).toEqual(["announceTrouble null"]);
  });
});

describe("a connection that breaks", () => {
  it("has two seconds to recover, then looks for another path, again and again", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.peer({ type: "connection", connection: "interrupted" })).toEqual([
      "startTimer limit 20000",
      "startTimer restart 2000",
    ]);
    expect(call.peer({ type: "peerTimer", timer: "restart" })).toEqual([
      "restartIce visitor-page",
      "startTimer restart 6000",
    ]);
    expect(call.peer({ type: "connection", connection: "connected" })).toContain(
      "stopPeerTimers visitor-page",
    );
    expect(call.peer({ type: "peerTimer", timer: "restart" })).toEqual([]);
  });

  it("leaves an attempt its time when the browser goes from failed back to disconnected", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.peer({ type: "connection", connection: "interrupted" });
    expect(call.peer({ type: "connection", connection: "failed" })).toEqual([
      "restartIce visitor-page",
      "startTimer restart 6000",
    ]);
    expect(call.peer({ type: "connection", connection: "interrupted" })).toEqual([]);
  });

  it("stays interrupted for people where the browser says that it is connecting again", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.peer({ type: "connection", connection: "failed" });
    call.peer({ type: "connection", connection: "connecting" });
    expect(call.state.connection).toBe("interrupted");
  });

  it("is the agent's to restart; the visitor's page only does when it has failed", () => {
    const call = new CallDriver("visitor");
    call.talk();
    call.peer({ type: "connection", connection: "interrupted" });
    expect(call.peer({ type: "peerTimer", timer: "restart" })).toEqual([
      "sendHello agent-page",
      "startTimer restart 6000",
    ]);
    expect(call.peer({ type: "connection", connection: "failed" })).toContain("restartIce agent-page");
  });

  it("waits for a visitor whose network is gone, and is restarted when they are back", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.room({ state: "active", peer: { presence: "away" } })).toEqual([]);
    expect(call.peer({ type: "connection", connection: "failed" })).not.toContain("restartIce visitor-page");
    expect(call.room({ state: "active", peer: { presence: "joined" } })).toContain("restartIce visitor-page");
  });

  it("is not touched by a platform that was down for a minute", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.play({ type: "offline" })).toEqual([]);
    expect(call.play({ type: "online" })).toEqual(["sendJoin"]);
    expect(call.room({ state: "active", peer: { presence: "joined" } })).toEqual([]);
  });

  it("is not touched by a page that renews its seat and is absent for a moment", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.room({ state: "active", peer: { presence: "absent", instanceId: "" } })).toEqual([]);
    expect(call.room({ state: "active", peer: { presence: "joined" } })).toEqual([]);
  });

  it("is closed where the page on the other side is gone for good", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.room({ state: "active", peer: { presence: "absent", instanceId: "" } });
    call.peer({ type: "connection", connection: "interrupted" });
    expect(call.peer({ type: "peerTimer", timer: "restart" })).toContain("closePeer visitor-page");
  });

  it("looks for a new path once the socket is back on a new network, also where it seems to be up", () => {
    const call = new CallDriver("visitor");
    call.talk();
    call.play({ type: "networkChanged" });
    call.play({ type: "offline" });
    call.play({ type: "online" });
    expect(call.room({ state: "active", peer: { presence: "joined" } })).toContain("restartIce agent-page");
    expect(call.room({ state: "active", peer: { presence: "joined" } })).toEqual([]);
  });

  it("is replaced for another page on the other side", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.room({ state: "active", peer: { presence: "joined", instanceId: "other" } })).toEqual([
      "stopPeerTimers visitor-page",
      "closePeer visitor-page",
      ...OPENED("other"),
      "publish true other",
    ]);
  });

  it("is replaced where the other side answers with another one than was called", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.peer({ type: "peerRestarted" })).toEqual([
      "stopPeerTimers visitor-page",
      "closePeer visitor-page",
      ...OPENED("visitor-page"),
      "publish true visitor-page",
    ]);
  });

  it("is replaced for another load of the same tab, also where nobody saw the tab away", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(call.peer({ type: "hello", load: "first" })).toEqual([]);
    expect(call.peer({ type: "hello", load: "first" })).toEqual([]);
    expect(call.peer({ type: "hello", load: "second" })).toEqual([
      "stopPeerTimers visitor-page",
      "closePeer visitor-page",
      ...OPENED("visitor-page"),
      "publish true visitor-page",
    ]);
    expect(call.peer({ type: "hello", load: "second" })).toEqual([]);
  });
});
