import type { CallControl } from "@videoengager/protocol/push/push-client";
import type { RingingCall } from "@videoengager/protocol/push/push-socket";
import { beforeEach, describe, expect, it } from "vitest";
import { call, createFakePlatform, type FakePlatform, OPTIONS, PAGE_TIME_MS } from "./fake-platform.ts";

let platform: FakePlatform;
let log: string[];
let controls: Map<string, CallControl>;

beforeEach(() => {
  platform = createFakePlatform();
  log = [];
  controls = new Map();
  platform.client.call.service.onIncomingCall((control, caller, context) => {
    const { id } = context.from;
    controls.set(id, control);
    log.push(`${id} rings: ${caller.name} ${context.from.type}`);
    control.on("AcceptedElsewhere", (by) => log.push(`${id} taken: ${JSON.stringify(by)}`));
    control.on("CallEnded", (cause) => log.push(`${id} ended: ${JSON.stringify(cause)}`));
  });
});

function join(): Promise<unknown> {
  return new Promise((resolve) => {
    platform.client.switch.join({ callTypes: ["video"] }, (error, result) => resolve(error ?? result));
  });
}

describe("connecting", () => {
  it("has a session only once the platform says so, and then tells the floor and the timetable unasked", () => {
    platform.client.setCallInfoCallbacks(
      (info) => log.push(`floor ${info.groups?.floor?.video}`),
      (delta) => log.push(`delta ${delta.mrg?.self?.set?.timetable}`),
      () => {},
    );
    platform.client.onUserInfo((key, value) => log.push(`${key} ${String(value)}`));
    platform.client.on("Connected", () => log.push("Connected"));
    expect(platform.client.getSessionId()).toBe("NO-SESSION");
    platform.client.connect(OPTIONS);
    expect(platform.client.getSessionId()).toBe("NO-SESSION");
    platform.open();
    expect(platform.client.getSessionId()).toBe("s_1");
    expect(platform.events).toEqual(["Connecting", "OpeningSession", "Connected"]);
    expect(log).toEqual(["Connected", "floor 0", "delta disabled", "timetable disabled"]);
  });

  it("tries again by itself, ever more rarely", () => {
    platform.client.connect(OPTIONS);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      platform.socket.listener.onLost("transport error");
      delays.push(platform.timers[0]?.delayMs ?? -1);
      platform.runTimer();
    }
    expect(delays).toEqual([150, 300, 600, 1200, 2400, 4800, 5000, 5000]);
    expect(platform.sockets).toHaveLength(9);
  });

  it("begins anew with the shortest wait after it was connected", () => {
    platform.client.connect(OPTIONS);
    platform.socket.listener.onLost("x");
    platform.runTimer();
    platform.open();
    platform.socket.listener.onLost("x");
    expect(platform.timers[0]?.delayMs).toBe(150);
    expect(platform.client.getSessionId()).toBe("NO-SESSION");
  });

  it("stops when the token has ended, when it is refused, and when it is told to", () => {
    platform.client.connect(OPTIONS);
    platform.open();
    platform.socket.listener.onExpired();
    expect(platform.events.slice(3)).toEqual(["Expired", "Disconnected"]);
    platform.client.connect({ ...OPTIONS, token: "k2" });
    platform.socket.listener.onRefused("not-authenticated");
    expect(platform.events.at(-1)).toBe("Failed");
    platform.client.reconnect();
    platform.open();
    platform.client.disconnect();
    expect(platform.events.slice(-2)).toEqual(["SessionClosed", "Disconnected"]);
    expect(platform.timers).toEqual([]);
    expect(platform.socket.closed).toBe(true);
  });

  it("hears nothing more of a socket that it gave up", () => {
    platform.client.connect(OPTIONS);
    const old = platform.socket;
    platform.client.reconnect();
    platform.open();
    old.listener.onRinging(call("i_ghost"));
    old.listener.onLost("late");
    expect(log).toEqual([]);
    expect(platform.client.getSessionId()).toBe("s_1");
  });

  it("lets a listener disconnect in the middle of an event", () => {
    platform.client.on("Connected", () => platform.client.disconnect());
    platform.client.connect(OPTIONS);
    platform.open({ ringing: [call("i_1")] });
    expect(platform.client.getSessionId()).toBe("NO-SESSION");
    expect(log).toEqual([]);
  });
});

describe("the queue", () => {
  it("is joined on request, with what rings now", async () => {
    platform.client.connect(OPTIONS);
    platform.open();
    platform.answer = { onQueue: true, timetable: "disabled", ringing: [call("i_1")] };
    expect(await join()).toEqual({ onQueue: true, timetable: "disabled" });
    expect(log).toEqual(["i_1 rings: Vera visitor"]);
  });

  it("can't be joined without a session, and says so", async () => {
    expect(await join()).toMatchObject({ code: "no-session" });
  });

  it("passes on why the platform refused", async () => {
    platform.client.connect(OPTIONS);
    platform.open();
    platform.answer = { code: "rate-limited" };
    expect(await join()).toMatchObject({ code: "rate-limited" });
  });

  it("is stated again after a lost connection, but not after a disconnect", async () => {
    platform.client.connect(OPTIONS);
    platform.open();
    await join();
    platform.socket.listener.onRinging(call("i_1"));
    platform.socket.listener.onLost("x");
    platform.runTimer();
    expect(platform.socket.handshake).toMatchObject({
      previousSessionId: "s_1",
      queue: ["video"],
      shown: ["i_1"],
    });
    platform.client.disconnect();
    platform.client.reconnect();
    expect(platform.socket.handshake.queue).toBeUndefined();
  });
});

describe("ringing calls", () => {
  beforeEach(() => {
    platform.client.connect(OPTIONS);
    platform.open();
  });

  it("are shown once, however often the platform says so", () => {
    platform.socket.listener.onRinging(call("i_1"));
    platform.socket.listener.onRinging(call("i_1"));
    expect(log).toEqual(["i_1 rings: Vera visitor"]);
  });

  it("leave with who took them: the device only for the same agent", () => {
    for (const id of ["i_1", "i_2"]) platform.socket.listener.onRinging(call(id));
    const taken = (visitorId: string, userId: string) =>
      ({ visitorId, reason: "accepted", by: { userId, deviceId: "d" } }) as const;
    platform.socket.listener.onRingingEnded(taken("i_1", "ann@x"));
    platform.socket.listener.onRingingEnded(taken("i_2", "ben@x"));
    expect(log.slice(2)).toEqual([
      'i_1 taken: {"userId":"ann@x","deviceId":"d"}',
      'i_2 taken: {"userId":"ben@x"}',
    ]);
  });

  it("are reconciled after a lost connection: what is gone leaves with its reason, what is new rings, what stays is silent", () => {
    for (const id of ["i_taken", "i_gone", "i_stays"]) platform.socket.listener.onRinging(call(id));
    platform.socket.listener.onLost("x");
    platform.runTimer();
    log = [];
    const by = { userId: "ben@x", deviceId: "d" };
    platform.open({
      ringing: [call("i_stays"), call("i_new")],
      recentlyEnded: [{ visitorId: "i_taken", reason: "accepted", by }],
    });
    expect(log).toEqual([
      'i_taken taken: {"userId":"ben@x"}',
      'i_gone ended: {"reason":"not-for-you"}',
      "i_new rings: Vera visitor",
    ]);
  });

  it("are refused at the platform, which then ends them", async () => {
    platform.socket.listener.onRinging(call("i_1"));
    controls.get("i_1")?.hangup("RejectedByAgent");
    expect(platform.socket.said).toEqual([{ visitorId: "i_1", reason: "RejectedByAgent" }]);
    platform.socket.listener.onRingingEnded({ visitorId: "i_1", reason: "rejected" });
    expect(log.at(-1)).toBe('i_1 ended: {"reason":"rejected"}');
  });

  it("are refused with the next session where the connection was gone", () => {
    platform.socket.listener.onRinging(call("i_1"));
    platform.socket.listener.onLost("x");
    controls.get("i_1")?.hangup("RejectedByAgent");
    platform.runTimer();
    platform.open({ ringing: [call("i_1")] });
    expect(platform.socket.said).toEqual([{ visitorId: "i_1", reason: "RejectedByAgent" }]);
  });

  it("are told to a listener that comes late, and so is the timetable", () => {
    platform.socket.listener.onRinging(call("i_1"));
    const late: unknown[] = [];
    platform.client.call.service.onIncomingCall((control) => late.push(control.getId()));
    platform.client.onUserInfo((key, value) => late.push(key, value));
    expect(late).toEqual(["i_1:video", "timetable", "disabled"]);
  });
});

it("lets go of listeners", () => {
  const heard: string[] = [];
  const listener = (): void => {
    heard.push("Connecting");
  };
  platform.client.on("Connecting", listener);
  platform.client.off("Connecting", listener);
  platform.client.on("OpeningSession", () => heard.push("OpeningSession"));
  platform.client.off("OpeningSession");
  platform.client.connect(OPTIONS);
  platform.open();
  expect(heard).toEqual([]);
});

describe("the time that a visitor has waited", () => {
  it("is true on a page whose clock is wrong, for calls that ring on connecting and later", () => {
    const waited: number[] = [];
    platform.client.call.service.onIncomingCall((_control, _caller, { waitingSinceMs = 0 }) =>
      waited.push(PAGE_TIME_MS - waitingSinceMs),
    );
    platform.client.connect(OPTIONS);
    const serverTimeMs = 1_800_000_000_000;
    const since = (visitorId: string, waitedMs: number): RingingCall => ({
      ...call(visitorId),
      waitingSinceMs: serverTimeMs - waitedMs,
    });
    platform.open({ serverTimeMs, ringing: [since("a", 90_000)] });
    platform.socket.listener.onRinging(since("b", 0));
    expect(waited).toEqual([90_000, 0]);
  });
});
