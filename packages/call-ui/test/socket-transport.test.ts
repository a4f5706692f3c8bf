import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type SignallingSocket, SocketTransport } from "../src/signalling/socket-transport.ts";
import { FakeSocket } from "./fake-socket.ts";

const page = {
  document: new EventTarget() as EventTarget & { visibilityState?: string },
  window: new EventTarget(),
};

let lifetime = new AbortController();
beforeEach(() => {
  vi.useFakeTimers();
  lifetime = new AbortController();
  page.document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  page.window = new EventTarget();
  vi.stubGlobal("document", page.document);
  vi.stubGlobal("window", page.window);
  vi.stubGlobal("navigator", {});
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(options: { renewSeat?: () => Promise<string>; isThere?: boolean } = {}) {
  const socket = new FakeSocket();
  const events: string[] = [];
  let auth: () => { seatToken: string } = () => ({ seatToken: "" });
  const note =
    (name: string) =>
    (...data: unknown[]): void =>
      void events.push([name, ...data.filter((value) => typeof value === "string")].join(" "));
  const transport = new SocketTransport({
    seatToken: "first",
    renewSeat: options.renewSeat ?? (() => Promise.reject(new Error("The seat is lost."))),
    isPlatformThere: async () => options.isThere ?? true,
    createSocket: (given) => {
      auth = given;
      return socket as unknown as SignallingSocket;
    },
    listeners: {
      online: note("online"),
      offline: note("offline"),
      trouble: note("trouble"),
      networkChanged: note("networkChanged"),
      refused: note("refused"),
      room: note("room"),
      description: note("description"),
      candidate: note("candidate"),
      hello: note("hello"),
      chat: note("chat"),
      ended: note("ended"),
      takenOver: note("takenOver"),
    },
    signal: lifetime.signal,
  });
  return { transport, socket, events, token: () => auth().seatToken };
}

const refusal = (code: string): Error => Object.assign(new Error(code), { data: { code } });

describe("a dead socket", () => {
  it("is replaced within 12 s of silence, where the platform asked before", async () => {
    const { socket, events } = open();
    socket.comeUp();
    socket.say("alive", () => undefined);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(socket.connects).toBe(0);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(socket.connects).toBe(1);
    expect(events).toEqual(["online", "offline"]);
  });

  it("is left alone while the platform asks, or says anything else", async () => {
    const { socket } = open();
    socket.comeUp();
    for (let second = 0; second < 60; second += 5) {
      socket.say(second % 10 === 0 ? "alive" : "room", () => undefined);
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(socket.connects).toBe(0);
  });

  it("is found sooner by a page that wakes up", async () => {
    const { socket } = open();
    socket.comeUp();
    socket.say("alive", () => undefined);
    vi.setSystemTime(Date.now() + 8_000);
    page.document.dispatchEvent(new Event("visibilitychange"));
    expect(socket.connects).toBe(1);
  });

  it.each([
    ["visibilitychange", () => page.document],
    ["resume", () => page.document],
  ] as const)("is not suspected on %s right after the platform asked", (event, target) => {
    const { socket } = open();
    socket.comeUp();
    socket.say("alive", () => undefined);
    target().dispatchEvent(new Event(event));
    expect(socket.connects).toBe(0);
  });

  it("is replaced at once when the machine has another network", () => {
    const { socket, events } = open();
    socket.comeUp();
    page.window.dispatchEvent(new Event("online"));
    expect(socket.connects).toBe(1);
    expect(events).toEqual(["online", "networkChanged", "offline"]);
  });
});

describe("a socket that the server closes", () => {
  it("comes back with a growing pause, so that two pages of one seat don't flap", async () => {
    const { socket } = open();
    const pauses: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      socket.comeUp();
      socket.goDown("io server disconnect");
      const before = Date.now();
      const connects = socket.connects;
      while (socket.connects === connects) await vi.advanceTimersByTimeAsync(100);
      pauses.push(Date.now() - before);
    }
    expect(pauses).toEqual([300, 600, 1_200, 2_400, 4_000]);
  });

  it("is not replaced after its page is gone", async () => {
    const { socket } = open();
    socket.comeUp();
    lifetime.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.connects).toBe(0);
  });
});

describe("a socket that does not come up", () => {
  it.each([
    ["blocked", true],
    ["unreachable", false],
  ] as const)("is said to be %s within 10 s", async (trouble, isThere) => {
    const { events } = open({ isThere });
    await vi.advanceTimersByTimeAsync(7_000);
    expect(events).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(events).toEqual([`trouble ${trouble}`]);
  });

  it("is no trouble once it is up", async () => {
    const { socket, events } = open();
    await vi.advanceTimersByTimeAsync(6_000);
    socket.comeUp();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(events).toEqual(["online"]);
  });
});

describe("a refusal", () => {
  it.each(["interaction-ended", "taken-over", "origin-not-allowed"])("%s is final", async (code) => {
    const { socket, events } = open();
    socket.fire("connect_error", refusal(code));
    await vi.advanceTimersByTimeAsync(0);
    expect(events).toEqual([`refused ${code}`]);
  });

  it("for the token renews it once, and connects with the new one", async () => {
    const { socket, events, token } = open({ renewSeat: async () => "second" });
    socket.fire("connect_error", refusal("not-authenticated"));
    await vi.advanceTimersByTimeAsync(0);
    expect([socket.connects, token()]).toEqual([1, "second"]);
    socket.fire("connect_error", refusal("not-authenticated"));
    await vi.advanceTimersByTimeAsync(0);
    expect(events).toEqual(["refused not-authenticated"]);
  });

  it("for the token is final where the seat is lost", async () => {
    const { socket, events } = open();
    socket.fire("connect_error", refusal("not-authenticated"));
    await vi.advanceTimersByTimeAsync(0);
    expect(events).toEqual(["refused not-authenticated"]);
  });

  it("by a limit is tried again after 4 s", async () => {
    const { socket } = open();
    socket.fire("connect_error", refusal("rate-limited"));
    await vi.advanceTimersByTimeAsync(3_900);
    expect(socket.connects).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(socket.connects).toBe(1);
  });
});

describe("a reply", () => {
  it.each([
    ["says yes", { ok: true }, true],
    ["says no", { ok: false, code: "rate-limited" }, false],
    ["does not come", null, false],
  ] as const)("to a hang-up that %s", async (_title, answer, expected) => {
    const { transport, socket } = open();
    socket.answer = answer;
    expect(await transport.hangUp()).toBe(expected);
    expect(await transport.reportMediaFlows()).toBe(expected);
  });

  it("with relay credentials is only asked for over an open socket", async () => {
    const { transport, socket } = open();
    expect(await transport.requestIceServers()).toBeNull();
    socket.comeUp();
    socket.answer = { ok: true, iceServers: [], expiresAtMs: 7 };
    expect(await transport.requestIceServers()).toEqual(socket.answer);
  });
});

describe("what is sent on a socket that is down", () => {
  it("waits for it the first time: Socket.IO sends it when the socket comes up", () => {
    const { transport, socket } = open();
    transport.sendDescription({ from: "a", to: "b", type: "offer", sdp: "" });
    expect(socket.emitted.map(({ event }) => event)).toEqual(["description"]);
  });

  it("is dropped, except what the room has to show", () => {
    const { transport, socket } = open();
    socket.comeUp();
    socket.goDown("transport close");
    const between = { from: "a", to: "b" };
    transport.sendCandidate({
      ...between,
      candidate: "",
      sdpMid: null,
      sdpMLineIndex: null,
      usernameFragment: null,
    });
    transport.sendDescription({ ...between, type: "offer", sdp: "" });
    transport.sendHello({ ...between, load: "1" });
    expect(transport.sendChat({ ...between, id: "1", text: "x" })).toBe(false);
    expect(socket.emitted).toEqual([]);
  });
});
