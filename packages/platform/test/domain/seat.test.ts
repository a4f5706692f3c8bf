import { describe, expect, it } from "vitest";
import {
  consequenceOfGivingUp,
  keptForMs,
  maySitDown,
  NO_MEDIA,
  presenceOf,
  type Seat,
  type SeatCircumstances,
} from "../../src/domain/seat.ts";

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
  role: SeatCircumstances["role"],
  state: SeatCircumstances["interaction"]["state"],
  initiatedBy: "agent" | "visitor",
  waitingSinceMs: number | null = null,
): SeatCircumstances {
  return { role, interaction: { state, initiatedBy, waitingSinceMs } };
}

describe("an empty seat is kept", () => {
  it.each([
    ["a waiting visitor whose socket closed", at("visitor", "waiting", "visitor", 1), "closed", 20_000],
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
  ] as const)("for %s", (_who, circumstances, cause, keptMs) => {
    expect(keptForMs(circumstances, cause)).toBe(keptMs);
  });
});

describe("a seat that nobody came back to", () => {
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
  ] as const)("%s", (_what, circumstances, cause, consequence) => {
    expect(consequenceOfGivingUp(circumstances, cause, false)).toEqual(consequence);
  });
});

describe("who may sit down", () => {
  const other = { instanceId: "page-2", takeOver: false };
  it("is anybody in a free seat, its own page, and who takes it over", () => {
    expect(maySitDown(null, other, 0)).toBe(true);
    expect(maySitDown(seat, { instanceId: "page-1", takeOver: false }, 0)).toBe(true);
    expect(maySitDown(seat, { ...other, takeOver: true }, 0)).toBe(true);
  });
  it("is no second device, also while the first is away for a moment", () => {
    expect(maySitDown(seat, other, 0)).toBe(false);
    const away: Seat = { ...seat, connectionId: null, awayCause: "closed", keptUntilMs: 100 };
    expect(maySitDown(away, other, 99)).toBe(false);
    expect(maySitDown(away, other, 100)).toBe(true);
  });
});

it("shows where a side is", () => {
  expect(presenceOf(null)).toBe("absent");
  expect(presenceOf({ ...seat, connectionId: null, awayCause: "opening" })).toBe("absent");
  expect(presenceOf({ ...seat, joined: false })).toBe("arrived");
  expect(presenceOf(seat)).toBe("joined");
  expect(presenceOf({ ...seat, connectionId: null, awayCause: "closed" })).toBe("away");
});
