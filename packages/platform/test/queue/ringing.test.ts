import { describe, expect, it } from "vitest";
import type { AgentActivity, CallFate } from "../../src/queue/queue-store.ts";
import {
  deriveRinging,
  nextWrapUpEndMs,
  type QueueSnapshot,
  type RingableSession,
  whyRingingEnded,
} from "../../src/queue/ringing.ts";
import type { WaitingVisitor } from "../../src/queue/routing.ts";
import { waitingOutcome } from "../../src/queue/waiting-outcome.ts";

const NOW_MS = 100_000;

function visitor(id: string, queueOrderMs: number, ...rejectedBy: string[]): WaitingVisitor {
  return { interactionId: id, queueOrderMs, rejectedBy: new Set(rejectedBy) };
}

function session(agentId: string, onQueueSinceMs: number | null): RingableSession {
  return { sessionId: `s-${agentId}`, agentId, onQueue: onQueueSinceMs !== null, onQueueSinceMs };
}

/** The calls of each agent who rings. */
function ringing(change: Partial<QueueSnapshot>): Record<string, readonly string[]> {
  const groups = deriveRinging({
    settings: { routing: "ring-all", callWrapUpS: 10 },
    waiting: [],
    activity: [],
    sessions: [session("ann", 1), session("ben", 2), session("off", null)],
    nowMs: NOW_MS,
    ...change,
  });
  return Object.fromEntries(groups.flatMap(({ agentIds, calls }) => agentIds.map((id) => [id, calls])));
}

const late = visitor("late", 50);
const early = visitor("early", 10);

describe("ring-all", () => {
  it("rings every agent on the queue, with the longest-waiting visitor first", () => {
    expect(ringing({ waiting: [late, early] })).toEqual({ ann: ["early", "late"], ben: ["early", "late"] });
  });

  it("rings no agent who is in a call or in the wrap-up time", () => {
    const activity = [
      { agentId: "ann", busy: true, lastCallEndedAtMs: null, readyAtMs: null },
      { agentId: "ben", busy: false, lastCallEndedAtMs: NOW_MS - 9_999, readyAtMs: null },
    ];
    expect(ringing({ waiting: [early], activity })).toEqual({});
    const later = [{ agentId: "ben", busy: false, lastCallEndedAtMs: NOW_MS - 10_000, readyAtMs: null }];
    expect(ringing({ waiting: [early], activity: later })).toEqual({ ann: ["early"], ben: ["early"] });
  });

  it("rings an agent who ended the wrap-up time early, until the next call", () => {
    const ended = {
      agentId: "ben",
      busy: false,
      lastCallEndedAtMs: NOW_MS - 5_000,
      readyAtMs: NOW_MS - 4_000,
    };
    expect(ringing({ waiting: [early], activity: [ended] })).toEqual({ ann: ["early"], ben: ["early"] });
    const next = { ...ended, lastCallEndedAtMs: NOW_MS - 1_000 };
    expect(ringing({ waiting: [early], activity: [next] })).toEqual({ ann: ["early"] });
  });

  it("doesn't ring an agent who declined the call, on any of the agent's devices", () => {
    const declined = visitor("early", 10, "ann");
    const sessions = [session("ann", 1), { ...session("ann", 5), sessionId: "second" }, session("ben", 2)];
    expect(ringing({ waiting: [declined, late], sessions })).toEqual({
      ann: ["late"],
      ben: ["early", "late"],
    });
  });

  it("puts agents who declined the same calls into one group", () => {
    const groups = deriveRinging({
      settings: { routing: "ring-all", callWrapUpS: 0 },
      waiting: [visitor("a", 1, "ann", "cy"), visitor("b", 2, "cy", "ann"), visitor("c", 3, "ben")],
      activity: [],
      sessions: ["ann", "ben", "cy", "dan", "eve"].map((id) => session(id, 1)),
      nowMs: NOW_MS,
    });
    expect(groups.map(({ agentIds }) => agentIds)).toEqual([["dan", "eve"], ["ann", "cy"], ["ben"]]);
  });

  it("rings a visitor who was given back to the queue before all others", () => {
    expect(ringing({ waiting: [early, visitor("back", 0)] }).ann).toEqual(["back", "early"]);
  });

  it("rings with the 50 who wait longest, and the next ones where an agent declined some of them", () => {
    const waiting = Array.from({ length: 120 }, (_, index) =>
      visitor(`v${String(index).padStart(3, "0")}`, index, ...(index < 60 ? ["ben"] : [])),
    );
    const { ann, ben } = ringing({ waiting });
    expect(ann).toEqual(waiting.slice(0, 50).map(({ interactionId }) => interactionId));
    expect(ben).toEqual(waiting.slice(60, 110).map(({ interactionId }) => interactionId));
  });
});

describe("longest-idle-first", () => {
  it("rings one agent for each visitor", () => {
    const settings = { routing: "longest-idle-first", callWrapUpS: 0 } as const;
    const activity = [{ agentId: "ann", busy: false, lastCallEndedAtMs: 90_000, readyAtMs: null }];
    expect(ringing({ waiting: [late, early], settings, activity })).toEqual({
      ben: ["early"],
      ann: ["late"],
    });
    const declined = visitor("early", 10, "ben");
    expect(ringing({ waiting: [declined], settings, activity })).toEqual({ ann: ["early"] });
    expect(ringing({ waiting: [declined], settings, sessions: [session("ben", 1)] })).toEqual({});
  });
});

describe("the end of the next wrap-up time", () => {
  it("is the earliest that is still to come", () => {
    const settings = { routing: "ring-all", callWrapUpS: 10 } as const;
    const ended = (lastCallEndedAtMs: number | null): AgentActivity => ({
      agentId: "a",
      busy: false,
      lastCallEndedAtMs,
      readyAtMs: null,
    });
    expect(nextWrapUpEndMs(settings, [ended(80_000), ended(95_000), ended(91_000)], NOW_MS)).toBe(101_000);
    expect(nextWrapUpEndMs(settings, [ended(80_000), ended(null)], NOW_MS)).toBeNull();
  });
});

describe("why a call no longer rings", () => {
  const taken: CallFate = {
    interactionId: "v",
    state: "connecting",
    endReason: null,
    agentId: "ann",
    agentEmail: "ann@x",
    deviceId: "d",
    claimedAtMs: 5,
  };
  it("names who took it, also after the call has ended", () => {
    const by = { userId: "ann@x", deviceId: "d" };
    expect(whyRingingEnded("v", taken, false)).toEqual({ visitorId: "v", reason: "accepted", by });
    const over = { ...taken, state: "ended", endReason: "hung-up" } as const;
    expect(whyRingingEnded("v", over, false)).toEqual({ visitorId: "v", reason: "accepted", by });
  });

  it("has a reason: declined, for another agent, timeout, or the visitor left", () => {
    const free = { ...taken, agentId: null, claimedAtMs: null } as const;
    const waits = { ...free, state: "waiting" } as const;
    expect(whyRingingEnded("v", waits, true).reason).toBe("rejected");
    expect(whyRingingEnded("v", waits, false).reason).toBe("not-for-you");
    const ended = (endReason: CallFate["endReason"]): CallFate => ({ ...free, state: "ended", endReason });
    expect(whyRingingEnded("v", ended("timeout"), false).reason).toBe("timeout");
    expect(whyRingingEnded("v", ended("rejected"), false).reason).toBe("timeout");
    expect(whyRingingEnded("v", ended("visitor-left"), false).reason).toBe("visitor-left");
    expect(whyRingingEnded("v", null, false).reason).toBe("visitor-left");
  });
});

describe("a visitor whose waiting time is over", () => {
  it("was rejected if every agent who could take the call declined it", () => {
    expect(waitingOutcome(new Set(["ann"]), ["ann"])).toBe("rejected");
    expect(waitingOutcome(new Set(["ann"]), [])).toBe("rejected");
  });
  it("was not answered if an agent didn't decline it, or no agent was there", () => {
    expect(waitingOutcome(new Set(["ann"]), ["ann", "ben"])).toBe("timeout");
    expect(waitingOutcome(new Set(), [])).toBe("timeout");
  });
});
