import type { PushCallback } from "@videoengager/protocol/push/push-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_TIMEOUT_MS, runOperation, withSignal } from "../src/lib/operation.ts";
import { QueuePresence } from "../src/queue/queue-presence.ts";
import { outcome, pass, settle } from "./fakes/setup.ts";

const said: string[] = [];
const changes: boolean[] = [];
const remembered: boolean[] = [];
let answer: (what: string, callback: PushCallback) => void;
let presence: QueuePresence;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  said.length = changes.length = remembered.length = 0;
  answer = (_what, callback) => callback(null);
  const tell = (what: string) => (callback: PushCallback) => {
    said.push(what);
    answer(what, callback);
  };
  presence = new QueuePresence({
    join: tell("join"),
    leave: tell("leave"),
    onChange: (isOnQueue) => changes.push(isOnQueue),
    remember: (isDecided) => remembered.push(isDecided),
    onError: () => {},
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const switchQueue = (target?: boolean) =>
  outcome(
    runOperation({ operation: "switchQueue", timeoutMs: DEFAULT_TIMEOUT_MS }, (running) =>
      withSignal(presence.switch(target, running), running.signal),
    ),
  );
const online = (timetable: "on" | "off" | "disabled" = "on"): void => {
  presence.setOnline(true);
  presence.setTimetable(timetable);
};

describe("the calls queue", () => {
  it("is joined and left by a toggle, with one event per change", async () => {
    online();
    switchQueue();
    await settle();
    expect(presence.isOnQueue).toBe(true);
    switchQueue();
    switchQueue(false);
    await settle();
    expect([said, changes]).toEqual([
      ["join", "leave"],
      [true, false],
    ]);
  });

  it("is joined where no timetable is in use", async () => {
    online("disabled");
    const done = switchQueue(true);
    await settle();
    expect(done.code).toBe("ok");
  });

  it("waits for a late timetable", async () => {
    presence.setOnline(true);
    const done = switchQueue();
    await pass(20_000);
    expect(done.code).toBeUndefined();
    presence.setTimetable("on");
    await settle();
    expect(done.code).toBe("ok");
  });

  it("waits for a timetable no longer than its own time", async () => {
    presence.setOnline(true);
    const done = switchQueue();
    await pass(30_000);
    expect(done.code).toBe("OPERATION_TIMEOUT");
  });

  it("cannot be joined while offline or while the timetable is off; the error says why", async () => {
    const offline = switchQueue();
    await settle();
    online("off");
    const closed = switchQueue();
    await settle();
    expect(offline.error?.message).toContain("offline");
    expect(closed.error?.message).toContain("timetable is off");
    expect(closed.error?.retryable).toBe(true);
    expect(said).toEqual([]);
  });

  it("can always be left", async () => {
    online();
    switchQueue();
    await settle();
    presence.setTimetable("off");
    const left = switchQueue(false);
    await settle();
    online();
    switchQueue();
    await settle();
    presence.setOnline(false);
    const leftOffline = switchQueue();
    await settle();
    expect([left.code, leftOffline.code, presence.isOnQueue]).toEqual(["ok", "ok", false]);
  });

  it("does one switch after the other", async () => {
    online();
    const callbacks: PushCallback[] = [];
    answer = (_what, callback) => callbacks.push(callback);
    switchQueue();
    switchQueue();
    await settle();
    expect(said).toEqual(["join"]);
    callbacks[0]?.(null);
    await settle();
    expect(said).toEqual(["join", "leave"]);
  });

  it("survives a lost connection: it is joined again without an event", async () => {
    online();
    switchQueue();
    await settle();
    presence.setOnline(false);
    expect(presence.isOnQueue).toBe(true);
    presence.setOnline(true);
    await settle();
    expect([said, changes]).toEqual([["join", "join"], [true]]);
  });

  it("reports when joining again is refused, and retries", async () => {
    online();
    switchQueue();
    await settle();
    presence.setOnline(false);
    answer = (_what, callback) => callback(new Error("not ready"));
    presence.setOnline(true);
    await settle();
    expect(presence.isOnQueue).toBe(false);
    answer = (_what, callback) => callback(null);
    await pass(5_000);
    expect(changes).toEqual([true, false, true]);
  });

  it("keeps the agent if the request of a lost connection fails late", async () => {
    online();
    switchQueue();
    await settle();
    const callbacks: PushCallback[] = [];
    answer = (_what, callback) => callbacks.push(callback);
    presence.setOnline(true);
    presence.setOnline(false);
    presence.setOnline(true);
    callbacks[0]?.(new Error("the connection was lost"));
    await settle();
    expect([presence.isOnQueue, changes]).toEqual([true, [true]]);
  });

  it("is joined again if switchQueue(false) is aborted: the platform may have taken the agent off it", async () => {
    online();
    switchQueue();
    await settle();
    answer = () => {};
    const leaving = switchQueue(false);
    await pass(30_000);
    expect([leaving.code, said, presence.isOnQueue]).toEqual([
      "OPERATION_TIMEOUT",
      ["join", "leave", "join"],
      true,
    ]);
  });

  it("is never joined on the platform's initiative: each tab decides", async () => {
    online();
    presence.leaveIfUnwanted();
    await settle();
    expect([said, presence.isOnQueue]).toEqual([["leave"], false]);
  });

  it("is joined again after a reload, as soon as possible", async () => {
    presence.resume();
    presence.setOnline(true);
    await settle();
    expect(said).toEqual([]);
    presence.setTimetable("on");
    await settle();
    expect([changes, remembered]).toEqual([[true], [true]]);
  });

  it("that refuses says why, and the agent stays off it", async () => {
    online();
    const cause = new Error("no");
    answer = (_what, callback) => callback(cause);
    const done = switchQueue();
    await settle();
    expect(done.error).toMatchObject({ code: "VE_UNHANDLED_ERROR", cause: { originalError: cause } });
    expect([presence.isOnQueue, changes]).toEqual([false, []]);
  });

  it("that answers too late is left again", async () => {
    online();
    answer = () => {};
    const done = switchQueue();
    await pass(30_000);
    expect(done.code).toBe("OPERATION_TIMEOUT");
    expect(said).toEqual(["join", "leave"]);
  });
});
