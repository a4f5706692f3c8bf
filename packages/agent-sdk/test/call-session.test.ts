import { describe, expect, it } from "vitest";
import type { CallStatusMessage } from "../src/api/events.ts";
import { ENDED_HERE, endSession, NO_CALL, stepSession } from "../src/call/call-session.ts";

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
const inPreCall = stepSession(NO_CALL, say("PRE_CALL", "v1", { a: 1 }), false).state;
const inCall = stepSession(inPreCall, say("CALL_STARTED", "v1", { b: 2 }), true).state;

describe("the session in the widget", () => {
  it("starts with the first PRE_CALL: sessionStarted, then callStateUpdated", () => {
    const step = stepSession(NO_CALL, say("PRE_CALL", "v1"), false);
    expect(names(step)).toEqual(["sessionStarted", "callStateUpdated"]);
    expect(step.state).toMatchObject({ status: "PRE_CALL", visitorId: "v1", inActiveSession: true });
  });

  it("emits only callStateUpdated for another PRE_CALL of the same visitor", () => {
    expect(names(stepSession(inPreCall, say("PRE_CALL", "v1"), true))).toEqual(["callStateUpdated"]);
  });

  it("ends before the session of another visitor starts, which inherits no attributes", () => {
    const step = stepSession(inCall, say("PRE_CALL", "v2", { c: 3 }), true);
    expect(names(step)).toEqual(["callStateUpdated", "sessionEnded", "sessionStarted", "callStateUpdated"]);
    expect(step.events[1]?.[1]).toMatchObject({ visitorId: "v1", inActiveSession: false });
    expect(step.state).toMatchObject({ visitorId: "v2", attributes: { c: 3 }, inActiveSession: true });
    expect(step.state.attributes).not.toHaveProperty("a");
  });

  it("merges attributes key by key", () => {
    expect(inCall.attributes).toEqual({ a: 1, b: 2 });
  });

  it("starts with CALL_STARTED if there was no PRE_CALL", () => {
    expect(names(stepSession(NO_CALL, say("CALL_STARTED", "v1"), false))).toEqual([
      "sessionStarted",
      "callStateUpdated",
    ]);
  });

  it("reports END_CALL after CALL_STARTED, and ignores it in every other state", () => {
    expect(names(stepSession(inCall, say("END_CALL", "v1"), true))).toEqual(["callStateUpdated"]);
    expect(names(stepSession(inPreCall, say("END_CALL", "v1"), true))).toEqual([]);
    expect(names(stepSession(NO_CALL, say("END_CALL", "v1"), false))).toEqual([]);
  });

  it("ends with FINISHED: callStateUpdated, then sessionEnded, both inactive", () => {
    const step = stepSession(inCall, say("FINISHED", "v1", { totalTalkTime: 9 }), true);
    expect(names(step)).toEqual(["callStateUpdated", "sessionEnded"]);
    for (const [, payload] of step.events)
      expect(payload).toMatchObject({
        status: "FINISHED",
        inActiveSession: false,
        attributes: { totalTalkTime: 9 },
      });
    expect(step.isOver).toBe(true);
  });

  it("fails if FINISHED comes before any other status", () => {
    const step = stepSession(NO_CALL, say("FINISHED", undefined, { error: "x" }), false);
    expect(step.events).toEqual([["sessionFailed", { status: "FINISHED", attributes: { error: "x" } }]]);
  });

  it("ignores a second FINISHED", () => {
    const ended = endSession(inCall, ENDED_HERE).state;
    expect(stepSession(ended, say("FINISHED", "v1"), true)).toEqual({ state: ended, events: [] });
  });

  it.each(["CALL_STARTED", "END_CALL", "FINISHED"] as const)("ignores %s of another visitor", (status) => {
    expect(stepSession(inCall, say(status, "v2"), true)).toEqual({ state: inCall, events: [] });
  });

  it("accepts a message that names no visitor", () => {
    const step = stepSession(inPreCall, say("CALL_STARTED"), true);
    expect(step.state).toMatchObject({ status: "CALL_STARTED", visitorId: "v1" });
  });

  it("gives frozen copies that share no object with the message", () => {
    const attributes = { deep: { value: 1 } };
    const { state } = stepSession(NO_CALL, say("PRE_CALL", "v1", attributes), false);
    attributes.deep.value = 2;
    expect(state.attributes).toEqual({ deep: { value: 1 } });
    expect(Object.isFrozen(state)).toBe(true);
    expect(Object.isFrozen(state.attributes.deep)).toBe(true);
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
  ])("reads who ended the call and why from %j", (attributes, cause) => {
    const [, ended] = stepSession(inCall, say("FINISHED", "v1", attributes), true).events;
    expect(ended?.[2]).toEqual(cause);
  });
});
