import { describe, expect, it } from "vitest";
import type { CallReport, DeskAction, RemovalReason } from "../../src/model/desk-action.ts";
import { type Agent, type DeskState, SIGNED_OUT } from "../../src/model/desk-state.ts";
import { reduceDesk } from "../../src/model/reduce-desk.ts";

const agent: Agent = { name: "Demo Agent", email: "agent@demo.example", takesCalls: true, wrapUpMs: 30_000 };
const after = (...actions: DeskAction[]): DeskState =>
  actions.reduce(
    reduceDesk,
    reduceDesk(SIGNED_OUT, { type: "signedIn", agent, online: true, onQueue: true }),
  );
const rang = (visitorId: string, waitingSinceMs = 0): DeskAction => ({
  type: "rang",
  visitor: { visitorId, name: `Visitor ${visitorId}`, waitingSinceMs, customData: {} },
});
const removed = (visitorId: string, reason: RemovalReason): DeskAction => ({
  type: "ringingEnded",
  visitorId,
  reason,
  atMs: 5_000,
});
const report = (status: CallReport["status"], more: Partial<CallReport> = {}): CallReport => ({
  status,
  visitorId: "v1",
  reference: "",
  name: "",
  ...more,
});
const reported = (
  status: CallReport["status"],
  atMs: number,
  more: Partial<CallReport> = {},
): DeskAction => ({
  type: "callReported",
  report: report(status, more),
  atMs,
});
const ended = (atMs: number): DeskAction => ({ type: "callEnded", atMs });

describe("signing in", () => {
  it("shows why it was refused next to the form, and clears it on the next try", () => {
    const refused = reduceDesk(SIGNED_OUT, { type: "signInFailed", message: "Check the API key." });
    expect(refused).toMatchObject({ session: { kind: "out" }, notices: { "sign-in": "Check the API key." } });
    expect(reduceDesk(refused, { type: "signingIn" }).notices).toEqual({});
  });

  it("keeps nothing of one agent for the next, but the browser's own settings", () => {
    const state = after(
      rang("v1"),
      { type: "preferencesChanged", preferences: { sound: false } },
      { type: "signedOut" },
    );
    expect(state).toEqual({ ...SIGNED_OUT, preferences: { ...SIGNED_OUT.preferences, sound: false } });
  });
});

describe("the waiting list", () => {
  it("records and removes a visitor who left, was taken or was rejected", () => {
    const state = after(
      rang("v1"),
      rang("v2"),
      rang("v3"),
      rang("v4"),
      removed("v1", "visitor-left"),
      removed("v2", "accepted-elsewhere"),
      removed("v3", "rejected"),
      removed("v4", "accepted-by-you-elsewhere"),
    );
    expect(state.ringing).toEqual([]);
    expect(state.pastCalls.map(({ outcome }) => outcome)).toEqual([
      "taken-by-you",
      "rejected",
      "taken",
      "left",
    ]);
  });

  it("calls nobody missed who stops ringing because the agent took another call, or left the queue", () => {
    const accepting: DeskAction = { type: "accepting", visitorId: "v1" };
    expect(after(rang("v1"), rang("v2"), accepting, removed("v2", "visitor-left"))).toMatchObject({
      ringing: [{ visitorId: "v1" }],
      pastCalls: [],
    });
    const leaving: DeskAction = { type: "queueChanged", queue: "leaving" };
    expect(after(rang("v1"), leaving, removed("v1", "visitor-left")).pastCalls).toEqual([]);
  });

  it("removes a rejected visitor immediately, and records the call when the platform confirms it", () => {
    const rejecting = after(rang("v1"), rang("v2"), { type: "rejecting", visitorId: "v1" });
    expect(rejecting).toMatchObject({
      ringing: [{ visitorId: "v2" }],
      rejecting: [{ visitorId: "v1" }],
      pastCalls: [],
    });
    expect(reduceDesk(rejecting, rang("v1"))).toBe(rejecting);
    expect(reduceDesk(rejecting, removed("v1", "rejected"))).toMatchObject({
      rejecting: [],
      pastCalls: [{ outcome: "rejected" }],
    });
  });

  it("restores a visitor in order when the rejection is undone", () => {
    const state = after(
      rang("v1", 1),
      rang("v2", 2),
      { type: "rejecting", visitorId: "v1" },
      { type: "rejectingUndone", visitorId: "v1" },
    );
    expect(state).toMatchObject({ ringing: [{ visitorId: "v1" }, { visitorId: "v2" }], rejecting: [] });
  });

  it("ignores a visitor that it never showed", () => {
    expect(after(removed("v9", "visitor-left")).pastCalls).toEqual([]);
  });

  it("stays silent for the current visitors, and rings again for a new one", () => {
    const silenced = after(rang("v1"), { type: "silenced" });
    expect(reduceDesk(silenced, rang("v1")).silenced).toBe(true);
    expect(reduceDesk(silenced, rang("v2")).silenced).toBe(false);
  });
});

describe("the visitor of a call that the agent started", () => {
  const calling = { type: "calling", reference: "customer-123" } as const;

  it("is known by name from the moment that the widget says it, also in past calls", () => {
    const inviting = after(calling, reported("PRE_CALL", 1_000));
    expect(inviting.call).toMatchObject({ name: "", reference: "customer-123" });
    const live = reduceDesk(inviting, reported("CALL_STARTED", 2_000, { name: "Ana" }));
    expect(live.call?.name).toBe("Ana");
    expect(reduceDesk(live, reported("END_CALL", 3_000)).call?.name).toBe("Ana");
    expect(reduceDesk(live, ended(3_000)).pastCalls[0]).toMatchObject({ name: "Ana" });
  });
});

describe("an accepted call", () => {
  const accepting = [rang("v1"), { type: "accepting", visitorId: "v1" }] as const;

  it("goes from connecting to live, and ends as one past call with its talk time", () => {
    const connecting = after(...accepting, reported("PRE_CALL", 2_000));
    expect(connecting.call).toMatchObject({ phase: "connecting", name: "Visitor v1", liveAtMs: null });
    const live = [removed("v1", "accepted"), reported("CALL_STARTED", 3_000)].reduce(reduceDesk, connecting);
    expect(live.call).toMatchObject({ phase: "live", liveAtMs: 3_000 });
    const over = reduceDesk(live, ended(10_000));
    expect(over).toMatchObject({ call: null, ringing: [] });
    expect(over.pastCalls).toHaveLength(1);
    expect(over.pastCalls[0]).toMatchObject({ outcome: "talked", talkMs: 7_000, name: "Visitor v1" });
  });

  it("keeps the website's custom data, and so does the past call", () => {
    const customData = { subject: "A repair", order: "FC-20418" };
    const visitor = { visitorId: "v1", name: "Ana", waitingSinceMs: 0, customData };
    const state = after({ type: "rang", visitor }, accepting[1], reported("CALL_STARTED", 3_000));
    expect(state.call?.customData).toEqual(customData);
    expect(reduceDesk(state, ended(10_000)).pastCalls[0]?.customData).toEqual(customData);
  });

  it("is followed by the platform's wrap-up time", () => {
    const state = after(...accepting, reported("CALL_STARTED", 3_000), ended(10_000));
    expect(state.wrapUp).toEqual({ pastCallId: state.pastCalls[0]?.id });
    expect(state.heldBackUntilMs).toBe(40_000);
    // Closing the panel doesn't make calls ring.
    expect(reduceDesk(state, { type: "wrapUpClosed" })).toMatchObject({
      wrapUp: null,
      heldBackUntilMs: 40_000,
    });
  });

  it("is followed by calls immediately if there is no wrap-up time", () => {
    const signedIn: DeskAction = {
      type: "signedIn",
      agent: { ...agent, wrapUpMs: 0 },
      online: true,
      onQueue: true,
    };
    const state = after(signedIn, ...accepting, reported("CALL_STARTED", 3_000), ended(10_000));
    expect(state.heldBackUntilMs).toBeNull();
  });

  it("that another agent took is recorded once, with a notice in the waiting list", () => {
    const state = after(...accepting, removed("v1", "accepted-elsewhere"), {
      type: "callFailed",
      direction: "incoming",
      message: "Another agent was first.",
      outcome: "taken",
      atMs: 2_000,
    });
    expect(state).toMatchObject({
      call: null,
      wrapUp: null,
      notices: { waiting: "Another agent was first." },
    });
    expect(state.pastCalls.map(({ outcome }) => outcome)).toEqual(["taken"]);
  });

  it("whose session ended before it failed is recorded once", () => {
    const state = after(...accepting, reported("PRE_CALL", 2_000), ended(3_000), {
      type: "callFailed",
      direction: "incoming",
      message: "The visitor left.",
      outcome: "left",
      atMs: 3_000,
    });
    expect(state.pastCalls.map(({ outcome }) => outcome)).toEqual(["failed"]);
  });
});

describe("a call that the agent starts", () => {
  const calling: DeskAction = { type: "calling", reference: "customer-123" };

  it("shows the invitation until somebody joins", () => {
    expect(after(calling).call).toMatchObject({ phase: "opening", reference: "customer-123" });
    expect(after(calling, reported("PRE_CALL", 2_000)).call).toMatchObject({
      phase: "inviting",
      visitorId: "v1",
    });
    expect(after(calling, reported("PRE_CALL", 2_000), reported("CALL_STARTED", 9_000)).call?.phase).toBe(
      "live",
    );
  });

  it("stays live when the widget reports another status of the same call", () => {
    const state = after(calling, reported("CALL_STARTED", 2_000), reported("PRE_CALL", 3_000));
    expect(state.call).toMatchObject({ phase: "live", liveAtMs: 2_000 });
  });

  it("that nobody joined has no wrap-up", () => {
    const state = after(calling, reported("PRE_CALL", 2_000), ended(9_000));
    expect(state.wrapUp).toBeNull();
    expect(state.pastCalls[0]).toMatchObject({
      outcome: "nobody-joined",
      talkMs: null,
      reference: "customer-123",
    });
  });

  it("that couldn't start shows why next to the button, and leaves no past call", () => {
    const state = after(calling, {
      type: "callFailed",
      direction: "outgoing",
      message: "Try again.",
      outcome: "failed",
      atMs: 2_000,
    });
    expect(state).toMatchObject({ call: null, notices: { call: "Try again." }, pastCalls: [] });
  });

  it("can be ended again when ending it failed", () => {
    const state = after(calling, { type: "callEnding" }, { type: "callEndFailed", message: "Try again." });
    expect(state).toMatchObject({ call: { ending: false }, notices: { call: "Try again." } });
  });
});

describe("a call that ran before a reload", () => {
  const returning: DeskAction = {
    type: "returning",
    running: {
      visitorId: "v1",
      direction: "outgoing",
      name: "",
      reference: "customer-123",
      customData: {},
      liveAtMs: 1_000,
    },
  };

  it("continues, and its duration counts from its start", () => {
    expect(after(returning, reported("PRE_CALL", 60_000)).call?.phase).toBe("connecting");
    const state = after(returning, reported("CALL_STARTED", 61_000), ended(91_000));
    expect(state.pastCalls[0]).toMatchObject({ outcome: "talked", talkMs: 90_000 });
  });

  it("becomes a past call if it has ended meanwhile", () => {
    const state = after(returning, {
      type: "callFailed",
      direction: "outgoing",
      message: "It ended.",
      outcome: "failed",
      atMs: 60_000,
    });
    expect(state).toMatchObject({ call: null, pastCalls: [{ outcome: "talked", talkMs: null }] });
  });
});

it("keeps a note with its call", () => {
  const state = after(rang("v1"), removed("v1", "visitor-left"));
  const call = state.pastCalls[0];
  if (!call) throw new Error("There is no past call.");
  const notes = { note: "Call back.", disposition: "follow-up" };
  expect(reduceDesk(state, { type: "notesWritten", call, notes }).pastCalls[0]).toMatchObject(notes);
});

describe("an invited visitor who joins", () => {
  const calling: DeskAction = { type: "calling", reference: "" };
  const hidden = (isHidden: boolean): DeskAction => ({ type: "browserChanged", browser: { isHidden } });
  const invited = [calling, reported("PRE_CALL", 1_000), hidden(true), reported("CALL_STARTED", 2_000)];

  it("is news while the tab is in the background, until the agent looks", () => {
    expect(after(...invited).call?.joinedUnseen).toBe(true);
    expect(after(...invited, reported("CALL_STARTED", 3_000)).call?.joinedUnseen).toBe(true);
    expect(after(...invited, hidden(false)).call?.joinedUnseen).toBe(false);
  });

  it("is no news to an agent who looks at the tab, who accepted the call, or who reloaded it", () => {
    expect(after(calling, reported("CALL_STARTED", 2_000)).call?.joinedUnseen).toBe(false);
    expect(
      after(hidden(true), rang("v1"), { type: "accepting", visitorId: "v1" }, reported("CALL_STARTED", 2_000))
        .call?.joinedUnseen,
    ).toBe(false);
    const running = {
      visitorId: "v1",
      direction: "outgoing",
      name: "",
      reference: "",
      customData: {},
      liveAtMs: 1,
    } as const;
    expect(
      after(hidden(true), { type: "returning", running }, reported("CALL_STARTED", 2_000)).call?.joinedUnseen,
    ).toBe(false);
  });
});
