import type { PushCallback } from "@videoengager/protocol/push/push-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_TIMEOUT_MS, runOperation, withSignal } from "../src/lib/operation.ts";
import { QueuePresence } from "../src/queue/queue-presence.ts";
import { outcome, pass, settle } from "./fakes/setup.ts";

const sent: string[] = [];
const changes: boolean[] = [];
const remembered: boolean[] = [];
let answer: (what: string, callback: PushCallback) => void;
let presence: QueuePresence;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  sent.length = changes.length = remembered.length = 0;
  answer = (_what, callback) => callback(null);
  const answerTo = (what: string) => (callback: PushCallback) => {
    sent.push(what);
    answer(what, callback);
  };
  presence = new QueuePresence({
    join: answerTo("join"),
    leave: answerTo("leave"),
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
  presence.dispatch({ type: "online" });
  presence.dispatch({ type: "timetable", timetable });
};

describe("switchQueue()", () => {
  it("without an argument joins or leaves, with one event per change", async () => {
    online();
    switchQueue();
    await settle();
    expect(presence.isOnQueue).toBe(true);
    switchQueue();
    switchQueue(false);
    await settle();
    expect([sent, changes]).toEqual([
      ["join", "leave"],
      [true, false],
    ]);
  });

  it("joins if the tenant has no timetable", async () => {
    online("disabled");
    const done = switchQueue(true);
    await settle();
    expect(done.code).toBe("ok");
  });

  it("waits until the timetable is known", async () => {
    presence.dispatch({ type: "online" });
    const done = switchQueue();
    await pass(20_000);
    expect(done.code).toBeUndefined();
    presence.dispatch({ type: "timetable", timetable: "on" });
    await settle();
    expect(done.code).toBe("ok");
  });

  it("ends in OPERATION_TIMEOUT if the timetable never arrives", async () => {
    presence.dispatch({ type: "online" });
    const done = switchQueue();
    await pass(30_000);
    expect(done.code).toBe("OPERATION_TIMEOUT");
  });

  it("refuses to join while offline or while the timetable is off, and says why", async () => {
    const offline = switchQueue();
    await settle();
    online("off");
    const closed = switchQueue();
    await settle();
    expect(offline.error?.message).toContain("offline");
    expect(closed.error?.message).toContain("timetable is off");
    expect(closed.error?.retryable).toBe(true);
    expect(sent).toEqual([]);
  });

  it("leaves at any time, also offline and while the timetable is off", async () => {
    online();
    switchQueue();
    await settle();
    presence.dispatch({ type: "timetable", timetable: "off" });
    const left = switchQueue(false);
    await settle();
    online();
    switchQueue();
    await settle();
    presence.dispatch({ type: "offline" });
    const leftOffline = switchQueue();
    await settle();
    expect([left.code, leftOffline.code, presence.isOnQueue]).toEqual(["ok", "ok", false]);
  });

  it("waits for the switch before it", async () => {
    online();
    const callbacks: PushCallback[] = [];
    answer = (_what, callback) => callbacks.push(callback);
    switchQueue();
    switchQueue();
    await settle();
    expect(sent).toEqual(["join"]);
    callbacks[0]?.(null);
    await settle();
    expect(sent).toEqual(["join", "leave"]);
  });

  it("after a lost connection the page joins again, without an event", async () => {
    online();
    switchQueue();
    await settle();
    presence.dispatch({ type: "offline" });
    expect(presence.isOnQueue).toBe(true);
    presence.dispatch({ type: "online" });
    await settle();
    expect([sent, changes]).toEqual([["join", "join"], [true]]);
  });

  it("if the platform refuses the page after a lost connection, the page reports it and retries", async () => {
    online();
    switchQueue();
    await settle();
    presence.dispatch({ type: "offline" });
    answer = (_what, callback) => callback(new Error("not ready"));
    presence.dispatch({ type: "online" });
    await settle();
    expect(presence.isOnQueue).toBe(false);
    answer = (_what, callback) => callback(null);
    await pass(5_000);
    expect(changes).toEqual([true, false, true]);
  });

  it("an error for a request of a lost connection is ignored", async () => {
    online();
    switchQueue();
    await settle();
    const callbacks: PushCallback[] = [];
    answer = (_what, callback) => callbacks.push(callback);
    presence.dispatch({ type: "online" });
    presence.dispatch({ type: "offline" });
    presence.dispatch({ type: "online" });
    callbacks[0]?.(new Error("the connection was lost"));
    await settle();
    expect([presence.isOnQueue, changes]).toEqual([true, [true]]);
  });

  it("joins again if leaving is aborted: the platform may have removed the agent", async () => {
    online();
    switchQueue();
    await settle();
    answer = () => {};
    const leaving = switchQueue(false);
    await pass(30_000);
    expect([leaving.code, sent, presence.isOnQueue]).toEqual([
      "OPERATION_TIMEOUT",
      ["join", "leave", "join"],
      true,
    ]);
  });

  it("a page leaves a queue that it did not join: each tab decides for itself", async () => {
    online();
    presence.dispatch({ type: "queued" });
    await settle();
    expect([sent, presence.isOnQueue]).toEqual([["leave"], false]);
  });

  it("after a reload the page joins as soon as the timetable permits", async () => {
    presence.dispatch({ type: "resume" });
    presence.dispatch({ type: "online" });
    await settle();
    expect(sent).toEqual([]);
    presence.dispatch({ type: "timetable", timetable: "on" });
    await settle();
    expect([changes, remembered]).toEqual([[true], [true]]);
  });

  it("rejects with the platform's error, and the agent stays off the queue", async () => {
    online();
    const cause = new Error("no");
    answer = (_what, callback) => callback(cause);
    const done = switchQueue();
    await settle();
    expect(done.error).toMatchObject({ code: "VE_UNHANDLED_ERROR", cause: { originalError: cause } });
    expect([presence.isOnQueue, changes]).toEqual([false, []]);
  });

  it("leaves again if the platform does not answer in time", async () => {
    online();
    answer = () => {};
    const done = switchQueue();
    await pass(30_000);
    expect(done.code).toBe("OPERATION_TIMEOUT");
    expect(sent).toEqual(["join", "leave"]);
  });
});
