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
