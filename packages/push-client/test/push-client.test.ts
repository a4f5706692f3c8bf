import type { CallControl } from "@videoengager/protocol/push/push-client";
import type { RingingCall } from "@videoengager/protocol/push/push-socket";
import { beforeEach, describe, expect, it } from "vitest";
import {
  call,
  createFakePlatform,
  ends,
  type FakePlatform,
  NOBODY_WAITS,
  OPTIONS,
  PAGE_TIME_MS,
  rings,
} from "./fake-platform.ts";

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
  it("gets a session id when the platform opens the session, then reports the call info and the timetable", () => {
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

  it("reconnects automatically, with a growing delay", () => {
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

  it("starts with the shortest delay again after a successful connection", () => {
    platform.client.connect(OPTIONS);
    platform.socket.listener.onLost("x");
    platform.runTimer();
    platform.open();
    platform.socket.listener.onLost("x");
    expect(platform.timers[0]?.delayMs).toBe(150);
    expect(platform.client.getSessionId()).toBe("NO-SESSION");
  });

  it("stops reconnecting when the token expires, when the platform refuses the client, and on disconnect()", () => {
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

  it("ignores a socket that it has replaced", () => {
    platform.client.connect(OPTIONS);
    const old = platform.socket;
    platform.client.reconnect();
    platform.open();
    old.listener.onRinging(rings(call("i_ghost")));
    old.listener.onLost("late");
    expect(log).toEqual([]);
    expect(platform.client.getSessionId()).toBe("s_1");
  });

  it("lets a listener disconnect during an event", () => {
    platform.client.on("Connected", () => platform.client.disconnect());
    platform.client.connect(OPTIONS);
    platform.open({ ringing: [call("i_1")] });
    expect(platform.client.getSessionId()).toBe("NO-SESSION");
    expect(log).toEqual([]);
  });
});

describe("the queue", () => {
  it("is joined on request, and the calls that ring come with the reply", async () => {
    platform.client.connect(OPTIONS);
    platform.open();
    platform.answer = {
      onQueue: true,
      timetable: "disabled",
      waiting: { count: 1, longestSinceMs: 1 },
      ringing: [call("i_1")],
    };
    expect(await join()).toEqual({ onQueue: true, timetable: "disabled" });
    expect(log).toEqual(["i_1 rings: Vera visitor"]);
  });

  it("cannot be joined without a session", async () => {
    expect(await join()).toMatchObject({ code: "no-session" });
  });

  it("reports why the platform refused", async () => {
    platform.client.connect(OPTIONS);
    platform.open();
    platform.answer = { code: "rate-limited" };
    expect(await join()).toMatchObject({ code: "rate-limited" });
  });

  it("is joined again after a lost connection, but not after disconnect()", async () => {
    platform.client.connect(OPTIONS);
    platform.open();
    await join();
    platform.socket.listener.onRinging(rings(call("i_1")));
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

describe("the number of waiting visitors", () => {
  it("is in the call info and in each change, with times on the page's clock", () => {
    const waiting: unknown[] = [];
    platform.client.setCallInfoCallbacks(
      (info) => waiting.push(info.waiting),
      (delta) => delta.mrg?.waiting && waiting.push(delta.mrg.waiting.set),
      () => {},
    );
    platform.client.connect(OPTIONS);
    platform.open({ serverTimeMs: 500, waiting: { count: 70, longestSinceMs: 200 } });
    const change = { ended: [], ringing: [], waiting: { count: 71, longestSinceMs: 200 } };
    platform.socket.listener.onRinging(change);
    platform.socket.listener.onRinging(change);
    platform.socket.listener.onRinging({ ...change, waiting: NOBODY_WAITS });
    expect(waiting).toEqual([
      { count: 70, longestSinceMs: PAGE_TIME_MS - 300 },
      { count: 71, longestSinceMs: PAGE_TIME_MS - 300 },
      { count: 0, longestSinceMs: null },
    ]);
  });
});

describe("ringing calls", () => {
  beforeEach(() => {
    platform.client.connect(OPTIONS);
    platform.open();
  });

  it("all end when the agent accepts one of them", () => {
    platform.socket.listener.onRinging(rings(call("i_1"), call("i_2"), call("i_3")));
    platform.socket.listener.onRinging({
      ended: [{ visitorId: "i_2", reason: "accepted", by: { userId: "ann@x", deviceId: "d" } }],
      othersEnded: true,
      ringing: [call("i_4")],
      waiting: NOBODY_WAITS,
    });
    expect(log.slice(3)).toEqual([
      'i_2 taken: {"userId":"ann@x","deviceId":"d"}',
      'i_1 ended: {"reason":"not-for-you"}',
      'i_3 ended: {"reason":"not-for-you"}',
      "i_4 rings: Vera visitor",
    ]);
  });

  it("are listed in the next handshake, at most 500", () => {
    platform.socket.listener.onRinging(
      rings(...Array.from({ length: 501 }, (_, index) => call(`i_${index}`))),
    );
    platform.socket.listener.onLost("x");
    platform.runTimer();
    expect(platform.socket.handshake.shown).toHaveLength(500);
  });

  it("are shown once, even if the platform repeats them", () => {
    platform.socket.listener.onRinging(rings(call("i_1")));
    platform.socket.listener.onRinging(rings(call("i_1")));
    expect(log).toEqual(["i_1 rings: Vera visitor"]);
  });

  it("end with the agent who accepted them; only the same agent gets the device", () => {
    for (const id of ["i_1", "i_2"]) platform.socket.listener.onRinging(rings(call(id)));
    const taken = (visitorId: string, userId: string) =>
      ({ visitorId, reason: "accepted", by: { userId, deviceId: "d" } }) as const;
    platform.socket.listener.onRinging(ends(taken("i_1", "ann@x")));
    platform.socket.listener.onRinging(ends(taken("i_2", "ben@x")));
    expect(log.slice(2)).toEqual([
      'i_1 taken: {"userId":"ann@x","deviceId":"d"}',
      'i_2 taken: {"userId":"ben@x"}',
    ]);
  });

  it("are reconciled after a reconnect: ended calls end with their reason, new calls ring, and the others do not ring again", () => {
    for (const id of ["i_taken", "i_gone", "i_stays"]) platform.socket.listener.onRinging(rings(call(id)));
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

  it("can be rejected, and the platform then ends them", async () => {
    platform.socket.listener.onRinging(rings(call("i_1")));
    controls.get("i_1")?.hangup("RejectedByAgent");
    expect(platform.socket.requests).toEqual([{ visitorId: "i_1", reason: "RejectedByAgent" }]);
    platform.socket.listener.onRinging(ends({ visitorId: "i_1", reason: "rejected" }));
    expect(log.at(-1)).toBe('i_1 ended: {"reason":"rejected"}');
  });

  it("can be rejected while the connection is lost; the next session sends the rejection", () => {
    platform.socket.listener.onRinging(rings(call("i_1")));
    platform.socket.listener.onLost("x");
    controls.get("i_1")?.hangup("RejectedByAgent");
    platform.runTimer();
    platform.open({ ringing: [call("i_1")] });
    expect(platform.socket.requests).toEqual([{ visitorId: "i_1", reason: "RejectedByAgent" }]);
  });

  it("reach a listener that is added late, and so does the timetable", () => {
    platform.socket.listener.onRinging(rings(call("i_1")));
    const late: unknown[] = [];
    platform.client.call.service.onIncomingCall((control) => late.push(control.getId()));
    platform.client.onUserInfo((key, value) => late.push(key, value));
    expect(late).toEqual(["i_1:video", "timetable", "disabled"]);
  });
});

it("off() removes one listener, or all listeners of an event", () => {
  const received: string[] = [];
  const listener = (): void => {
    received.push("Connecting");
  };
  platform.client.on("Connecting", listener);
  platform.client.off("Connecting", listener);
  platform.client.on("OpeningSession", () => received.push("OpeningSession"));
  platform.client.off("OpeningSession");
  platform.client.connect(OPTIONS);
  platform.open();
  expect(received).toEqual([]);
});

describe("the time that a visitor has waited", () => {
  it("is correct on a page with a wrong clock, for calls that ring on connecting and later", () => {
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
    platform.socket.listener.onRinging(rings(since("b", 0)));
    expect(waited).toEqual([90_000, 0]);
  });
});
