import { describe, expect, it } from "vitest";
import {
  canTakeSeat,
  consequenceOfGivingUp,
  derivePresence,
  keptForMs,
  LEASES,
  NO_MEDIA,
  type Seat,
  type SeatContext,
} from "../../src/calls/seat.ts";

const seat: Seat = {
  interactionId: "i_1",
  role: "visitor",
  instanceId: "page-1",
  displayName: "",
  connectionId: "c1",
  nodeId: "n1",
  joined: true,
  media: NO_MEDIA,
  mediaFlows: false,
  awayCause: null,
  keptUntilMs: null,
};

function at(
  role: SeatContext["role"],
  state: SeatContext["interaction"]["state"],
  initiatedBy: "agent" | "visitor",
  waitingSinceMs: number | null = null,
): SeatContext {
  return { role, interaction: { state, initiatedBy, waitingSinceMs } };
}

describe("an empty seat is kept", () => {
  it.each([
    ["a waiting visitor whose socket closed", at("visitor", "waiting", "visitor", 1), "closed", 60_000],
    ["a waiting visitor who reloads", at("visitor", "waiting", "visitor", 1), "goodbye", 20_000],
    ["a waiting visitor who was silent for 120 s", at("visitor", "waiting", "visitor", 1), "silent", 0],
    ["a visitor who only looked", at("visitor", "created", "agent"), "closed", 20_000],
    ["either side of a call, without a word", at("visitor", "active", "agent"), "closed", 30_000],
    ["either side of a call, after a goodbye", at("agent", "active", "visitor", 1), "goodbye", 5_000],
    ["the winner of a claim", at("agent", "connecting", "visitor", 1), "closed", 15_000],
    ["the winner of a claim who reloads", at("agent", "connecting", "visitor", 1), "goodbye", 5_000],
    ["the winner of a claim who was silent for 15 s", at("agent", "connecting", "visitor", 1), "silent", 0],
    ["an agent in a call who was silent for 15 s", at("agent", "active", "visitor", 1), "silent", 30_000],
    [
      "the winner of a claim, before its first socket",
      at("agent", "connecting", "visitor", 1),
      "opening",
      15_000,
    ],
    ["an inviting agent", at("agent", "created", "agent"), "closed", 30_000],
  ] as const)("for %s", (_who, held, cause, keptMs) => {
    expect(keptForMs(LEASES, held, cause)).toBe(keptMs);
  });
});

describe("an expired seat", () => {
  it.each([
    [
      "frees it, where the visitor never joined",
      at("visitor", "created", "agent"),
      "closed",
      { outcome: "seat-freed" },
    ],
    [
      "ends the request of a visitor who waited",
      at("visitor", "waiting", "visitor", 1),
      "closed",
      { outcome: "ended", reason: "visitor-left", by: "visitor" },
    ],
    [
      "gives a claimed visitor back to the queue",
      at("agent", "connecting", "visitor", 1),
      "goodbye",
      { outcome: "back-to-queue" },
    ],
    [
      "hangs up, after a goodbye",
      at("agent", "active", "visitor", 1),
      "goodbye",
      { outcome: "ended", reason: "hung-up", by: "agent" },
    ],
    [
      "loses the call, without one",
      at("visitor", "active", "agent"),
      "closed",
      { outcome: "ended", reason: "lost", by: null },
    ],
    [
      "abandons an invitation that nobody opened",
      at("agent", "created", "agent"),
      "goodbye",
      { outcome: "ended", reason: "abandoned", by: null },
    ],
  ] as const)("%s", (_what, held, cause, consequence) => {
    expect(consequenceOfGivingUp(held, cause, false)).toEqual(consequence);
  });
});

describe("who may take the visitor's seat", () => {
  const connected = seat;
  const looking: Seat = { ...seat, joined: false };
  const away: Seat = { ...seat, connectionId: null, awayCause: "closed", keptUntilMs: 100 };
  const lookedAndLeft: Seat = { ...away, joined: false };
  const bare = { instanceId: "page-2", hasOwnLink: false, takeOver: false };
  const own = { ...bare, hasOwnLink: true };
  it.each([
    ["anybody, a free seat", null, bare, 0, true],
    ["the page that has it", connected, { ...bare, instanceId: "page-1" }, 0, true],
    ["not a bare id, while the visitor is in the call", connected, bare, 0, false],
    ["not a bare id that asks to take over", connected, { ...bare, takeOver: true }, 0, false],
    ["not the own link without asking", connected, own, 0, false],
    ["the own link that asks to take over", connected, { ...own, takeOver: true }, 0, true],
    ["not a bare id, while the visitor is away for a moment", away, { ...bare, takeOver: true }, 99, false],
    ["anybody, once the seat is no longer kept", away, bare, 100, true],
    ["not a bare id, while a page looks", looking, { ...bare, takeOver: true }, 0, false],
    ["the own link, from a page that only looks", looking, own, 0, true],
    ["the own link, after a mail scanner looked and left", lookedAndLeft, own, 0, true],
    ["a bare id, after a page looked and left", lookedAndLeft, bare, 0, true],
  ] as const)("%s", (_who, held, newcomer, nowMs, may) => {
    expect(canTakeSeat(held, newcomer, nowMs)).toBe(may);
  });
});

it("shows where a side is", () => {
  expect(derivePresence(null)).toBe("absent");
  expect(derivePresence({ ...seat, connectionId: null, awayCause: "opening" })).toBe("absent");
  expect(derivePresence({ ...seat, joined: false })).toBe("arrived");
  expect(derivePresence(seat)).toBe("joined");
  expect(derivePresence({ ...seat, connectionId: null, awayCause: "closed" })).toBe("away");
});
