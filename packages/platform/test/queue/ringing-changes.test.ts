import { describe, expect, it } from "vitest";
import { createMessages, deriveSteps, goneFrom, Reasons } from "../../src/queue/push/ringing-changes.ts";
import { NO_CALLS, type RingingSet, RingingSets } from "../../src/queue/push/ringing-set.ts";

const WAITING = { count: 3, longestSinceMs: 1 };

interface Session {
  readonly agentId: string;
  readonly sent: RingingSet;
}

/** Sets as the board makes them: `change` is one derivation. */
function board(): (...lists: string[][]) => readonly RingingSet[] {
  const sets = new RingingSets();
  return (...lists) => {
    for (const id of sets.missing(new Set(lists.flat())))
      sets.prepare({ visitorId: id, visitorName: "", callType: "video", waitingSinceMs: 1, customData: {} });
    return sets.replace(lists);
  };
}

function visitor(id: string, ...rejectedBy: string[]) {
  return [id, { interactionId: id, queueOrderMs: 1, rejectedBy: new Set(rejectedBy) }] as const;
}

describe("sets of ringing calls", () => {
  it("are the same object for the same calls, within a derivation and from one to the next", () => {
    const change = board();
    const [ann, ben, cy] = change(["1", "2"], ["1", "2"], ["2"]);
    expect(ann).toBe(ben);
    expect(cy).not.toBe(ann);
    const [again, other] = change(["1", "2"], ["2", "1"]);
    expect(again).toBe(ann);
    expect([...(other ?? [])].map(([id]) => id)).toEqual(["2", "1"]);
    expect(change([])[0]).toBe(NO_CALLS);
  });

  it("leave out a call that was gone before it was read", () => {
    const sets = new RingingSets();
    expect(sets.missing(["1"])).toEqual(["1"]);
    expect(sets.replace([["1"]])).toEqual([NO_CALLS]);
  });
});

describe("what is sent", () => {
  it("is one message for all sessions that go from the same set to the same set, and nothing to the others", () => {
    const change = board();
    const [before] = change(["1", "2"]);
    const [after] = change(["1", "3"]);
    if (!before || !after) throw new Error("unreachable");
    const sessions: Session[] = Array.from({ length: 100 }, (_, index) => ({
      agentId: `a${index}`,
      sent: index < 90 ? before : after,
    }));
    const steps = deriveSteps(sessions, () => after);
    expect(steps.map(({ sessions: same }) => same.length)).toEqual([90]);
    const [step] = steps;
    if (!step) throw new Error("unreachable");
    expect(goneFrom(step)).toEqual(["2"]);
    const messages = createMessages(step, new Reasons(new Map(), []), WAITING);
    expect(messages.map(({ json }) => JSON.parse(json) as unknown)).toEqual([
      {
        ended: [{ visitorId: "2", reason: "visitor-left" }],
        ringing: [{ visitorId: "3", visitorName: "", callType: "video", waitingSinceMs: 1, customData: {} }],
        waiting: WAITING,
      },
    ]);
  });

  it("names only the call that was taken where all others stop with it", () => {
    const change = board();
    const ids = Array.from({ length: 50 }, (_, index) => `v${index}`);
    const [before] = change(ids);
    if (!before) throw new Error("unreachable");
    const fate = {
      interactionId: "v7",
      state: "connecting",
      endReason: null,
      agentId: "ann",
      agentEmail: "ann@x",
      deviceId: "d",
      claimedAtMs: 1,
    } as const;
    const waiting = new Map(ids.filter((id) => id !== "v7").map((id) => visitor(id)));
    const [message] = createMessages(
      { from: before, to: NO_CALLS, sessions: [{ agentId: "ann", sent: before }] },
      new Reasons(waiting, [fate]),
      WAITING,
    );
    expect(JSON.parse(message?.json ?? "")).toEqual({
      ended: [{ visitorId: "v7", reason: "accepted", by: { userId: "ann@x", deviceId: "d" } }],
      othersEnded: true,
      ringing: [],
      waiting: WAITING,
    });
  });

  it("tells an agent who declined the call apart from one who didn't", () => {
    const change = board();
    const [before] = change(["1"]);
    if (!before) throw new Error("unreachable");
    const sessions = ["ann", "ben"].map((agentId) => ({ agentId, sent: before }));
    const messages = createMessages(
      { from: before, to: NO_CALLS, sessions },
      new Reasons(new Map([visitor("1", "ann")]), []),
      WAITING,
    );
    expect(
      messages.map((each) => [each.sessions[0]?.agentId, JSON.parse(each.json).ended[0].reason]),
    ).toEqual([
      ["ann", "rejected"],
      ["ben", "not-for-you"],
    ]);
  });
});
