import { beforeEach, describe, expect, it } from "vitest";
import {
  call,
  createFakePlatform,
  type FakePlatform,
  NOBODY_WAITS,
  OPTIONS,
  PAGE_TIME_MS,
  rings,
} from "./fake-platform.ts";

let platform: FakePlatform;
let log: string[];

beforeEach(() => {
  platform = createFakePlatform();
  log = [];
  platform.client.call.service.onIncomingCall((control, caller, context) => {
    const { id } = context.from;
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
