import { describe, expect, it } from "vitest";
import type { Interaction } from "../../src/domain/interaction.ts";
import {
  deriveRinging,
  type QueueSnapshot,
  type RingableSession,
  whyRingingEnded,
} from "../../src/domain/ringing.ts";
import { waitingOutcome } from "../../src/domain/waiting-outcome.ts";

const NOW_MS = 100_000;

function waiting(id: string, queueOrderMs: number, change: Partial<Interaction> = {}): Interaction {
  return {
    id,
    tenantId: "t",
    initiatedBy: "visitor",
    state: "waiting",
    agentId: null,
    deviceId: null,
    pin: "000000",
    pinFailures: 0,
    pinLockedUntilMs: null,
    shortCode: id,
    visitorName: "",
    visitorEmail: "",
    visitorPhone: "",
    customData: {},
    createdAtMs: 0,
    waitingSinceMs: queueOrderMs,
    queueOrderMs,
    waitingEndsAtMs: 500_000,
    claimedAtMs: null,
    activeAtMs: null,
    endedAtMs: null,
    endReason: null,
    endedBy: null,
    talkTimeMs: 0,
    ...change,
  };
}

function session(agentId: string, onQueueSinceMs: number | null): RingableSession {
  return { sessionId: `s-${agentId}`, agentId, onQueue: onQueueSinceMs !== null, onQueueSinceMs };
}

function ringing(change: Partial<QueueSnapshot>): Record<string, string[]> {
  const derived = deriveRinging({
    settings: { routing: "ring-all", callWrapUpS: 10 },
    queue: [],
    activity: [],
    sessions: [session("ann", 1), session("ben", 2), session("off", null)],
    nowMs: NOW_MS,
    ...change,
  });
  return Object.fromEntries([...derived].map(([agent, calls]) => [agent, calls.map(({ id }) => id)]));
}

const late = { interaction: waiting("late", 50), rejectedBy: new Set<string>() };
const early = { interaction: waiting("early", 10), rejectedBy: new Set<string>() };

describe("who rings", () => {
  it("is everybody on the queue, by the longest-waiting visitor first", () => {
    expect(ringing({ queue: [late, early] })).toEqual({ ann: ["early", "late"], ben: ["early", "late"] });
  });

  it("is nobody who is in a call, or was until a moment ago", () => {
    const activity = [
      { agentId: "ann", busy: true, lastCallEndedAtMs: null },
      { agentId: "ben", busy: false, lastCallEndedAtMs: NOW_MS - 9_999 },
    ];
    expect(ringing({ queue: [early], activity })).toEqual({});
    const later = [{ agentId: "ben", busy: false, lastCallEndedAtMs: NOW_MS - 10_000 }];
    expect(ringing({ queue: [early], activity: later })).toEqual({ ann: ["early"], ben: ["early"] });
  });

  it("is not who refused the call, on any of the agent's devices", () => {
    const refused = { ...early, rejectedBy: new Set(["ann"]) };
    const sessions = [session("ann", 1), { ...session("ann", 5), sessionId: "second" }, session("ben", 2)];
    expect(ringing({ queue: [refused, late], sessions })).toEqual({ ann: ["late"], ben: ["early", "late"] });
  });

  it("is first of all by a visitor who was given back", () => {
    const back = { interaction: waiting("back", 0), rejectedBy: new Set<string>() };
    expect(ringing({ queue: [early, back] }).ann).toEqual(["back", "early"]);
  });

  it("is one agent for each visitor where the tenant rings who has been idle longest", () => {
    const settings = { routing: "longest-idle-first", callWrapUpS: 0 } as const;
    const activity = [{ agentId: "ann", busy: false, lastCallEndedAtMs: 90_000 }];
    expect(ringing({ queue: [late, early], settings, activity })).toEqual({ ben: ["early"], ann: ["late"] });
    const refused = { ...early, rejectedBy: new Set(["ben"]) };
    expect(ringing({ queue: [refused], settings, activity })).toEqual({ ann: ["early"] });
    expect(ringing({ queue: [refused], settings, sessions: [session("ben", 1)] })).toEqual({});
  });
});

describe("why a call no longer rings", () => {
  const taken = waiting("v", 1, { state: "connecting", agentId: "ann", deviceId: "d", claimedAtMs: 5 });
  it("names who took it, also when the call is over by now", () => {
    const by = { userId: "ann@x", deviceId: "d" };
    expect(whyRingingEnded("v", taken, "ann@x", false)).toEqual({ visitorId: "v", reason: "accepted", by });
    const over = { ...taken, state: "ended", endReason: "hung-up" } as const;
    expect(whyRingingEnded("v", over, "ann@x", false)).toEqual({ visitorId: "v", reason: "accepted", by });
  });

  it("tells apart a refusal, another's turn, a timeout and a visitor who left", () => {
    expect(whyRingingEnded("v", waiting("v", 1), null, true).reason).toBe("rejected");
    expect(whyRingingEnded("v", waiting("v", 1), null, false).reason).toBe("not-for-you");
    const ended = (endReason: "timeout" | "rejected" | "visitor-left"): Interaction =>
      waiting("v", 1, { state: "ended", endReason });
    expect(whyRingingEnded("v", ended("timeout"), null, false).reason).toBe("timeout");
    expect(whyRingingEnded("v", ended("rejected"), null, false).reason).toBe("timeout");
    expect(whyRingingEnded("v", ended("visitor-left"), null, false).reason).toBe("visitor-left");
    expect(whyRingingEnded("v", null, null, false).reason).toBe("visitor-left");
  });
});

describe("a visitor whose waiting time is over", () => {
  it("was rejected where everybody who could come refused", () => {
    expect(waitingOutcome(new Set(["ann"]), ["ann"])).toBe("rejected");
    expect(waitingOutcome(new Set(["ann"]), [])).toBe("rejected");
  });
  it("was not answered where somebody has not refused, or nobody was there", () => {
    expect(waitingOutcome(new Set(["ann"]), ["ann", "ben"])).toBe("timeout");
    expect(waitingOutcome(new Set(), [])).toBe("timeout");
  });
});
