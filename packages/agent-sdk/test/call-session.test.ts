import { describe, expect, it } from "vitest";
import type { CallStatusMessage } from "../src/api/events.ts";
import { ENDED_HERE, endSession, NO_SESSION, noteTrouble, stepSession } from "../src/call/call-session.ts";
import { followTrouble } from "../src/call/describe-trouble.ts";

const names = (step: { events: readonly (readonly [string, ...unknown[]])[] }): string[] =>
  step.events.map(([type]) => type);
const say = (
  status: CallStatusMessage["status"],
  visitorId?: string,
  attributes = {},
): CallStatusMessage => ({
  status,
  attributes,
  ...(visitorId !== undefined && { visitorId }),
});
const inPreCall = stepSession(NO_SESSION, say("PRE_CALL", "v1", { a: 1 }), 0).session;
const inCall = stepSession(inPreCall, say("CALL_STARTED", "v1", { b: 2 }), 1_000).session;

describe("the session in the widget", () => {
  it("starts with the first PRE_CALL: sessionStarted, then callStateUpdated", () => {
    const step = stepSession(NO_SESSION, say("PRE_CALL", "v1"), 4_000);
    expect(names(step)).toEqual(["sessionStarted", "callStateUpdated"]);
    expect(step.session.state).toMatchObject({ status: "PRE_CALL", visitorId: "v1", inActiveSession: true });
  });

  it("emits only callStateUpdated for another PRE_CALL of the same visitor", () => {
    expect(names(stepSession(inPreCall, say("PRE_CALL", "v1"), 4_000))).toEqual(["callStateUpdated"]);
  });

  it("ends before the session of another visitor starts, which inherits no attributes", () => {
    const step = stepSession(inCall, say("PRE_CALL", "v2", { c: 3 }), 4_000);
    expect(names(step)).toEqual(["callStateUpdated", "sessionEnded", "sessionStarted", "callStateUpdated"]);
    expect(step.events[1]?.[1]).toMatchObject({ visitorId: "v1", inActiveSession: false });
    expect(step.session.state).toMatchObject({
      visitorId: "v2",
      attributes: { c: 3 },
      inActiveSession: true,
    });
    expect(step.session.state.attributes).not.toHaveProperty("a");
  });

  it("merges attributes key by key", () => {
    expect(inCall.state.attributes).toEqual({ a: 1, b: 2 });
  });

  it("starts with CALL_STARTED if there was no PRE_CALL", () => {
    expect(names(stepSession(NO_SESSION, say("CALL_STARTED", "v1"), 4_000))).toEqual([
      "sessionStarted",
      "callStateUpdated",
    ]);
  });

  it("reports END_CALL after CALL_STARTED, and ignores it in every other state", () => {
    expect(names(stepSession(inCall, say("END_CALL", "v1"), 4_000))).toEqual(["callStateUpdated"]);
    expect(names(stepSession(inPreCall, say("END_CALL", "v1"), 4_000))).toEqual([]);
    expect(names(stepSession(NO_SESSION, say("END_CALL", "v1"), 4_000))).toEqual([]);
  });

  it("ends with FINISHED: callStateUpdated, then sessionEnded, both inactive", () => {
    const step = stepSession(inCall, say("FINISHED", "v1", { totalTalkTime: 9 }), 4_000);
    expect(names(step)).toEqual(["callStateUpdated", "sessionEnded"]);
    for (const [, payload] of step.events)
      expect(payload).toMatchObject({
        status: "FINISHED",
        inActiveSession: false,
        attributes: { totalTalkTime: 9 },
      });
    expect(step.session.isOver).toBe(true);
  });

  it("fails if FINISHED comes before any other status", () => {
    const step = stepSession(NO_SESSION, say("FINISHED", undefined, { error: "x" }), 4_000);
    expect(step.events).toEqual([["sessionFailed", { status: "FINISHED", attributes: { error: "x" } }]]);
  });

  it("ignores a second FINISHED", () => {
    const ended = endSession(inCall, ENDED_HERE, 4_000).session;
    expect(stepSession(ended, say("FINISHED", "v1"), 4_000)).toEqual({ session: ended, events: [] });
  });

  it.each(["CALL_STARTED", "END_CALL", "FINISHED"] as const)("ignores %s of another visitor", (status) => {
    expect(stepSession(inCall, say(status, "v2"), 4_000)).toEqual({ session: inCall, events: [] });
  });

  it("accepts a message that names no visitor", () => {
    const step = stepSession(inPreCall, say("CALL_STARTED"), 4_000);
    expect(step.session.state).toMatchObject({ status: "CALL_STARTED", visitorId: "v1" });
  });

  it("gives frozen copies that share no object with the message", () => {
    const attributes = { deep: { value: 1 } };
    const { session } = stepSession(NO_SESSION, say("PRE_CALL", "v1", attributes), 4_000);
    attributes.deep.value = 2;
    expect(session.state.attributes).toEqual({ deep: { value: 1 } });
    expect(Object.isFrozen(session.state)).toBe(true);
    expect(Object.isFrozen(session.state.attributes.deep)).toBe(true);
  });

  it("says what keeps it from connecting, once, until that is over", () => {
    const troubled = noteTrouble(inCall, "no-relay");
    expect(names(troubled)).toEqual(["callStateUpdated"]);
    expect(troubled.session.state).toMatchObject({ status: "CALL_STARTED", unreachable: "no-relay" });
    expect(names(noteTrouble(troubled.session, "no-relay"))).toEqual([]);
    const mended = noteTrouble(troubled.session, undefined);
    expect(names(mended)).toEqual(["callStateUpdated"]);
    expect(mended.session.state).toEqual(inCall.state);
  });

  it("starts with what kept it from connecting before its first report; the next session doesn't", () => {
    const before = noteTrouble(NO_SESSION, "websockets-blocked");
    expect(names(before)).toEqual([]);
    const step = stepSession(before.session, say("PRE_CALL", "v1"), 0);
    expect(step.session.state).toMatchObject({ visitorId: "v1", unreachable: "websockets-blocked" });
    const other = stepSession(step.session, say("PRE_CALL", "v2"), 0);
    expect(other.session.state).not.toHaveProperty("unreachable");
  });

  it.each([
    { ve: 1, type: "reachable" },
    { ve: 1, type: "hello", capabilities: [] },
  ] as const)("is no longer kept from connecting after %j", (signal) => {
    expect(followTrouble("no-relay", signal)).toBeUndefined();
    expect(followTrouble("no-relay", { status: "CALL_STARTED" })).toBe("no-relay");
  });

  it("keeps at its end what kept it from connecting", () => {
    const { session } = noteTrouble(inCall, "unknown");
    const ended = stepSession(session, say("FINISHED", "v1"), 4_000).session;
    expect(ended.state).toMatchObject({ status: "FINISHED", unreachable: "unknown" });
    expect(noteTrouble(ended, undefined)).toEqual({ session: ended, events: [] });
  });

  it.each([
    [
      { endReason: "lost", endedBy: "visitor" },
      { reason: "lost", by: "visitor" },
    ],
    [
      { endReason: "hung-up", endedBy: "agent" },
      { reason: "hung-up", by: "agent" },
    ],
    [
      { endReason: "unheard-of", endedBy: 7 },
      { reason: "hung-up", by: "platform" },
    ],
    [{}, { reason: "hung-up", by: "platform" }],
  ])("reads who ended the call and why from %j, and counts from CALL_STARTED", (attributes, cause) => {
    const [, ended] = stepSession(inCall, say("FINISHED", "v1", attributes), 4_000).events;
    expect(ended?.[2]).toEqual({ ...cause, durationMs: 3_000 });
  });
});
