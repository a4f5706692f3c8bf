/** The controller with its real parts, over a fake socket and a fake `RTCPeerConnection`, in virtual time. */
import type { RoomView, SeatView } from "@videoengager/protocol/signalling/signalling-socket";
import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { Store } from "@videoengager/ui-kit/store";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CallController } from "../src/call/call-controller.ts";
import type { Seat } from "../src/call/call-options.ts";
import type { SignallingSocket } from "../src/signalling/socket-transport.ts";
import { FakePeerConnection, installFakePeerConnection } from "./fake-peer-connection.ts";
import { FakeSocket } from "./fake-socket.ts";

const NOW_MS = 1_700_000_000_000;
const page = { window: new EventTarget(), beacons: [] as string[], requests: [] as string[] };
let lifetime = new AbortController();

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  lifetime = new AbortController();
  page.window = new EventTarget();
  page.beacons = [];
  page.requests = [];
  vi.stubGlobal("window", page.window);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("navigator", { sendBeacon: (path: string) => page.beacons.push(path) });
  vi.stubGlobal("fetch", async (path: string) => {
    page.requests.push(path);
    return new Response("{}");
  });
  installFakePeerConnection();
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(0));

/** Open devices, which send sound and picture. */
function openDevices(): LocalMedia {
  const source = (kind: "audio" | "video") => ({ track: { kind, label: kind } });
  return {
    view: new Store({ microphone: source("audio"), camera: source("video"), screen: null }),
    sending: { microphone: true, camera: true, screen: false },
  } as unknown as LocalMedia;
}

const SEAT: Seat = {
  seatToken: "seat-1",
  iceServers: [{ urls: "turn:relay.example.org", username: "1", credential: "x" }],
  iceServersExpireAtMs: NOW_MS + 900_000,
};

async function start(role: "agent" | "visitor" = "agent", seat: Seat = SEAT, room?: RoomView) {
  const socket = new FakeSocket();
  const told: string[] = [];
  const errors: unknown[] = [];
  const controller = new CallController({
    role,
    instanceId: `${role}-page`,
    media: openDevices(),
    onAnnounce: (status) => told.push(status),
    onTrouble: (cause) => told.push(`trouble ${cause}`),
    onClaimed: () => told.push("claimed"),
    onStop: () => told.push("stop"),
    onError: (cause) => errors.push(cause),
    loadSocket: async () => (auth) => {
      socket.emitted.push({ event: "auth", data: auth() });
      return socket as unknown as SignallingSocket;
    },
    signal: lifetime.signal,
  });
  controller.connect(seat, { how: role === "agent" ? "invitation" : "visitor", room }, async () => seat);
  await settle();
  if (room === undefined) socket.comeUp();
  const sent = (event: string): unknown[] =>
    socket.emitted.filter((message) => message.event === event).map(({ data }) => data);
  const sayRoom = async (peer: Partial<SeatView>, more: Partial<RoomView> = {}): Promise<void> => {
    socket.say("room", roomOf(role, controller.state.value.joined, peer, more));
    await settle();
  };
  return { controller, socket, told, errors, sent, room: sayRoom };
}

function roomOf(
  role: "agent" | "visitor",
  joined: boolean,
  peer: Partial<SeatView>,
  more: Partial<RoomView>,
): RoomView {
  const other = role === "agent" ? "visitor" : "agent";
  const seat = {
    displayName: "",
    media: { microphone: true, camera: true, screen: false },
    keptUntilMs: null,
  };
  return {
    interactionId: "i_0123456789012345678901",
    state: "connecting",
    self: { ...seat, role, instanceId: `${role}-page`, presence: joined ? "joined" : "arrived" },
    peer: { ...seat, role: other, instanceId: `${other}-page`, presence: "arrived", ...peer },
    activeSinceMs: null,
    waitingEndsAtMs: null,
    serverTimeMs: NOW_MS,
    ...more,
  };
}

const connection = (): FakePeerConnection => {
  const latest = FakePeerConnection.all.at(-1);
  if (latest === undefined) throw new Error("There is no connection.");
  return latest;
};
const tracksOf = ({ transceivers }: FakePeerConnection) =>
  transceivers.map(({ sender }) => sender.track?.kind ?? null);

describe("the call controller", () => {
  it("connects with its seat's token, and to the other side with its seat's relays", async () => {
    const { sent, room } = await start();
    expect(sent("auth")).toEqual([{ seatToken: "seat-1" }]);
    expect(FakePeerConnection.all).toEqual([]);
    await room({});
    expect(connection().configuration.iceServers).toEqual(SEAT.iceServers);
    expect(sent("hello")).toMatchObject([{ from: "agent-page", to: "visitor-page" }]);
    expect(sent("description")).toMatchObject([{ from: "agent-page", to: "visitor-page", type: "offer" }]);
  });

  it("makes its offer before the socket is up, where it knows the room, and sends it once", async () => {
    const { socket, sent, room } = await start("agent", SEAT, roomOf("agent", false, {}, {}));
    expect(socket.connected).toBe(false);
    expect(sent("description")).toMatchObject([{ to: "visitor-page", type: "offer" }]);
    socket.comeUp();
    await room({});
    expect([FakePeerConnection.all.length, sent("description").length]).toEqual([1, 1]);
  });

  it("answers an offer that came before the room said who makes it", async () => {
    const { socket, sent, room } = await start("visitor");
    const between = { from: "agent-page", to: "visitor-page" };
    socket.say("description", {
      ...between,
      type: "offer",
      sdp: "v=0\r\na=fingerprint:sha-256 AA",
      load: "1",
    });
    await settle();
    expect([FakePeerConnection.all.length, sent("description")]).toEqual([0, []]);
    await room({});
    expect(sent("description")).toMatchObject([{ to: "agent-page", type: "answer" }]);
  });

  it("puts the tracks in when both have joined, not before", async () => {
    const { controller, room } = await start();
    await room({});
    connection().report("connected");
    await settle();
    expect(tracksOf(connection())).toEqual([null, null, null]);
    controller.join("Ana");
    await room({});
    expect(tracksOf(connection())).toEqual([null, null, null]);
    await room({ presence: "joined" });
    expect(tracksOf(connection())).toEqual(["audio", "video", null]);
  });

  it("answers an offer that came for this page, and ignores one for another", async () => {
    const { socket, sent, room } = await start("visitor");
    await room({});
    const offer = { from: "agent-page", type: "offer", sdp: "v=0\r\na=fingerprint:sha-256 99\r\n" };
    socket.say("description", { ...offer, to: "another-page" });
    await settle();
    expect(sent("description")).toEqual([]);
    socket.say("description", { ...offer, to: "visitor-page" });
    await settle();
    expect(sent("description")).toMatchObject([{ to: "agent-page", type: "answer" }]);
  });

  it("sends what the other page's new load needs: a fresh connection", async () => {
    const { socket, room } = await start();
    await room({});
    const hello = { from: "visitor-page", to: "agent-page" };
    socket.say("hello", { ...hello, load: "first" });
    await settle();
    expect(FakePeerConnection.all).toHaveLength(1);
    socket.say("hello", { ...hello, load: "second" });
    await settle();
    expect(FakePeerConnection.all.map(({ signalingState }) => signalingState === "closed")).toEqual([
      true,
      false,
    ]);
  });

  it("renews the relays' credentials before it restarts ICE", async () => {
    const { socket, room } = await start("agent", { ...SEAT, iceServersExpireAtMs: NOW_MS + 130_000 });
    await room({});
    connection().signalingState = "stable";
    connection().remoteDescription = { type: "answer", sdp: "" };
    connection().report("connected");
    await vi.advanceTimersByTimeAsync(20_000);
    const fresh = [{ urls: "turn:relay.example.org", username: "2", credential: "y" }];
    socket.answer = { ok: true, iceServers: fresh, expiresAtMs: NOW_MS + 900_000 };
    connection().report("failed");
    await settle();
    expect(connection().configuration.iceServers).toEqual(fresh);
    expect(connection().iceRestarts).toBe(1);
  });

  it("delivers what was written while nobody was there to the agent's page that comes, and to the next one", async () => {
    const { controller, socket, sent, room } = await start("visitor");
    await room({ instanceId: "", presence: "absent" });
    controller.chat.send("It's about order 4711");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent("chat")).toEqual([]);
    const id = controller.chat.messages.value[0]?.id;
    const message = { from: "visitor-page", id, text: "It's about order 4711" };
    for (const agent of ["first-agent", "second-agent"]) {
      socket.emitted.length = 0;
      await room({ instanceId: agent });
      expect(sent("chat")).toEqual([{ ...message, to: agent }]);
      socket.say("chat", { from: agent, to: "visitor-page", id, text: null });
      await room({ instanceId: "", presence: "absent" });
    }
  });

  it("hangs up by a request where the platform doesn't answer the socket", async () => {
    const { controller, socket, told, room } = await start();
    await room({});
    socket.answer = null;
    controller.hangUp();
    await settle();
    expect(page.requests).toEqual(["/api/seats/leave"]);
    expect(controller.state.value.outcome).toMatchObject({ kind: "ended", by: "agent" });
    expect(told).toEqual(["PRE_CALL", "FINISHED", "stop"]);
  });

  it("sends what it has measured before it hangs up: the platform closes the socket with the end", async () => {
    const { controller, socket, room } = await start();
    await room({});
    controller.join("Ana");
    await room({ presence: "joined" });
    connection().report("connected");
    connection().stats = new Map([
      ["in", { type: "inbound-rtp", kind: "audio", packetsReceived: 100 }],
      ["pair", { type: "candidate-pair", state: "succeeded", nominated: true, localCandidateId: "here" }],
      ["here", { type: "local-candidate", candidateType: "relay" }],
    ]);
    await vi.advanceTimersByTimeAsync(11_000);
    controller.hangUp();
    await settle();
    const last = socket.emitted.slice(-2);
    expect(last.map(({ event }) => event)).toEqual(["stats", "hangUp"]);
    expect(last[0]?.data).toMatchObject({ relayed: true });
  });

  it("ends everything with the call: socket, connection, timers, beacon", async () => {
    const { socket, told, room } = await start();
    await room({});
    socket.say("ended", { reason: "hung-up", by: "visitor", talkTimeMs: 0 });
    await settle();
    expect(told.at(-1)).toBe("stop");
    expect(socket.connected).toBe(false);
    expect(connection().signalingState).toBe("closed");
    expect(vi.getTimerCount()).toBe(0);
    page.window.dispatchEvent(new Event("pagehide"));
    expect(page.beacons).toEqual([]);
  });

  it("says goodbye when the page goes away in a call", async () => {
    await start();
    page.window.dispatchEvent(new Event("pagehide"));
    expect(page.beacons).toEqual(["/api/seats/leave"]);
  });
});
