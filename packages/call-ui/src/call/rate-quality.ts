/** How a connection does: whose fault it is, and how bad. `silent`: nothing at all came lately. */
export type Quality = "unknown" | "good" | "own-weak" | "peer-weak" | "both-weak" | "slow" | "silent";

/** What crossed the connection between two looks. */
export interface TrafficChange {
  readonly receivedPackets: number;
  /** Share of the other side's packets that did not arrive here, 0 to 1; null where too few came to tell. */
  readonly lossHere: number | null;
  readonly lossThere: number | null;
  readonly roundTripMs: number | null;
  readonly freezes: number;
}

const WEAK_LOSS = 0.05;
const SLOW_ROUND_TRIP_MS = 500;
const FEWEST_PACKETS = 20;

interface Counted {
  readonly receivedPackets: number;
  readonly lostPackets: number;
  readonly lossThere: number | null;
  readonly roundTripMs: number | null;
  readonly freezes: number;
}

/** What crossed the connection between two looks at its counters. */
export function compareTraffic(before: Counted, now: Counted): TrafficChange {
  const received = now.receivedPackets - before.receivedPackets;
  const lost = Math.max(0, now.lostPackets - before.lostPackets);
  const sent = received + lost;
  return {
    receivedPackets: received,
    lossHere: sent < FEWEST_PACKETS ? null : lost / sent,
    lossThere: now.lossThere,
    roundTripMs: now.roundTripMs,
    freezes: Math.max(0, now.freezes - before.freezes),
  };
}

/**
 * Packets that get lost in both directions point to this side's own access; in one direction, to where they come from:
 * an upload is what is scarce.
 */
export function rateQuality(change: TrafficChange): Quality {
  const { receivedPackets, lossHere, lossThere, roundTripMs, freezes } = change;
  if (receivedPackets <= 0) return "silent";
  const badHere = (lossHere ?? 0) > WEAK_LOSS || freezes > 1;
  const badThere = (lossThere ?? 0) > WEAK_LOSS;
  if (badHere && badThere) return "both-weak";
  if (badThere) return "own-weak";
  if (badHere) return "peer-weak";
  if ((roundTripMs ?? 0) > SLOW_ROUND_TRIP_MS) return "slow";
  return lossHere === null && roundTripMs === null ? "unknown" : "good";
}

/** What is shown changes when two looks in a row agree: one bad moment is no news. */
export function settleQuality(shown: Quality, before: Quality, now: Quality): Quality {
  return now === before ? now : shown;
}
