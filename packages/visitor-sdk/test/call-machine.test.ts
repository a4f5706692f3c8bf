import type { VisitorPageMessage } from "@videoengager/protocol/widget/visitor-page-messages";
import { describe, expect, it } from "vitest";
import { VisitorCallError } from "../src/api/errors.ts";
import { isActive, stepCall, type VisitorEvent } from "../src/call/call-machine.ts";
import type { VisitorState } from "../src/call/visitor-state.ts";

const say = (message: VisitorPageMessage): VisitorEvent => ({ type: "message", message });
const requested: VisitorEvent = { type: "requested" };
const opened: VisitorEvent = { type: "opened", link: "https://calls.example/visitor/1" };
const loaded = say({ type: "ResizePopup", data: { height: 480 } });
const joined = say({ type: "CallStarted" });
const established = say({ type: "callEstablished" });
const unreachable = say({ ve: 1, type: "unreachable", cause: "udp-blocked" });
const reachable = say({ ve: 1, type: "reachable" });

function after(...events: readonly VisitorEvent[]): VisitorState {
  return events.reduce<VisitorState>((state, event) => stepCall(state, event), { name: "idle" });
}

describe("a call", () => {
  it("goes from the request to the conversation", () => {
    const events = [requested, opened, loaded, joined, established];
    const names = events.map((_event, i) => after(...events.slice(0, i + 1)).name);
    expect(names).toEqual(["requesting", "opening", "preparing", "waiting", "connected"]);
    expect(after(requested, opened)).toEqual({ name: "opening", link: "https://calls.example/visitor/1" });
  });

  it.each([
    ["hung-up", "agent"],
    ["visitor-left", "visitor"],
    ["lost", null],
  ] as const)("ends with %s by %s", (reason, by) => {
    const ended = say({ type: "callEnded", data: { reason, by } });
    expect(after(requested, opened, joined, established, ended)).toEqual({ name: "ended", reason, by });
  });

  it("ends without a reason where an older platform gives none", () => {
    expect(after(requested, opened, joined, say({ type: "callEnded" }))).toEqual({
      name: "ended",
      reason: null,
      by: null,
    });
  });

  it.each(["timeout", "rejected"] as const)("that nobody takes (%s) is refused", (reason) => {
    const ended = say({ type: "callEnded", data: { reason, by: null } });
    const state = after(requested, opened, joined, ended);
    expect(state).toMatchObject({ name: "refused", reason: "nobody-available" });
    expect(isActive(state)).toBe(false);
  });

  it("that the platform refuses has the error", () => {
    const error = new VisitorCallError("rate-limited", { retryAfterMs: 60_000 });
    expect(after(requested, { type: "refused", error })).toEqual({
      name: "refused",
      reason: "rate-limited",
      error,
    });
  });

  it("goes on in a page that stays open, when the visitor asks again after the end", () => {
    const ended = say({ type: "callEnded", data: { reason: "timeout", by: null } });
    expect(after(requested, opened, joined, ended, loaded, joined).name).toBe("waiting");
  });
});

describe("a call that can't connect", () => {
  it.each([
    ["preparing", [opened, loaded]],
    ["waiting", [opened, joined]],
    ["connected", [opened, joined, established]],
  ] as const)("says why, and returns to %s", (before, events) => {
    const state = after(requested, ...events, unreachable);
    expect(state).toEqual({ name: "unreachable", cause: "udp-blocked", before });
    expect(stepCall(state, reachable)).toEqual({ name: before });
  });

  it("keeps the state that it returns to when the cause changes", () => {
    const other = say({ ve: 1, type: "unreachable", cause: "platform-unreachable" });
    expect(after(requested, opened, joined, unreachable, other)).toEqual({
      name: "unreachable",
      cause: "platform-unreachable",
      before: "waiting",
    });
  });
});

describe("the visitor's page", () => {
  it("that is closed ends the call", () => {
    expect(after(requested, opened, joined, { type: "pageClosed" })).toEqual({
      name: "ended",
      reason: "page-closed",
      by: "visitor",
    });
  });

  it("that is closed after the end changes nothing", () => {
    const ended = after(requested, opened, joined, say({ type: "callEnded" }));
    expect(stepCall(ended, { type: "pageClosed" })).toBe(ended);
  });

  it("that says nothing is unreachable; one that has spoken isn't", () => {
    expect(after(requested, opened, { type: "silent" })).toMatchObject({ reason: "platform-unreachable" });
    expect(after(requested, opened, loaded, { type: "silent" }).name).toBe("preparing");
  });

  it("of an earlier call is not heard while another one is requested", () => {
    expect(after(requested, joined).name).toBe("requesting");
    expect(after(joined).name).toBe("idle");
  });

  it("is reloaded in the call: it waits again, and is connected again", () => {
    const reloaded = [say({ type: "popupClosed" }), loaded, joined];
    expect(after(requested, opened, joined, established, ...reloaded).name).toBe("waiting");
    expect(after(requested, opened, joined, established, ...reloaded, established).name).toBe("connected");
  });
});

it("end() ends what is active, and nothing else", () => {
  const end: VisitorEvent = { type: "endedHere" };
  for (const state of [after(requested), after(requested, opened), after(requested, opened, joined)])
    expect(stepCall(state, end)).toEqual({ name: "ended", reason: "hung-up", by: "visitor" });
  expect(after(end)).toEqual({ name: "idle" });
});
