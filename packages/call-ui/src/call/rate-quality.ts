/** Rates a connection: whose side is weak, and how weak. `silent`: nothing arrived since the last look. */
import type { ConnectionQuality, ConnectionQualityReason } from "@videoengager/protocol/widget/call-control";
import type { Traffic } from "../peer/read-traffic.ts";

export type Quality = ConnectionQuality;

/** Why a connection is rated as it is. `null`: it is good, or nothing is known. */
export type QualityReason = ConnectionQualityReason | null;

/** What crossed the connection between two looks. */
export interface TrafficChange {
  readonly receivedPackets: number;
  /** Share of the other side's packets that did not arrive here, 0 to 1; null where too few packets arrived. */
  readonly lossHere: number | null;
  readonly lossThere: number | null;
  readonly roundTripMs: number | null;
  readonly freezes: number;
  /** Share of the sound that was made up, 0 to 1; null where none came. */
  readonly concealed: number | null;
  readonly jitterBufferMs: number | null;
  /** Decoded frames per second of the other side's camera; null where the time between is not known. */
  readonly fps: number | null;
  readonly frameHeight: number | null;
  readonly availableKbps: number | null;
  readonly limitedBy: Traffic["limitedBy"];
  readonly inKbps: number | null;
  readonly outKbps: number | null;
}

export interface Rating {
  readonly quality: Quality;
  readonly reason: QualityReason;
}

const WEAK_LOSS = 0.05;
const WEAK_CONCEALMENT = 0.05;
const SLOW_ROUND_TRIP_MS = 500;
/** Below, the picture is a thumbnail or stands still. */
const NARROW_KBPS = 250;
/** A camera in a dark room makes 7.5 frames per second. */
const FEWEST_FPS = 6;
const SMALL_HEIGHT = 180;
const FEWEST_PACKETS = 20;

/** What crossed the connection between two looks at its counters. */
export function compareTraffic(before: Traffic, now: Traffic): TrafficChange {
  const received = now.receivedPackets - before.receivedPackets;
  const lost = Math.max(0, now.lostPackets - before.lostPackets);
  const sent = received + lost;
  const seconds = (now.atMs - before.atMs) / 1_000;
  const perSecond = (change: number): number | null => (seconds > 0 ? Math.max(0, change) / seconds : null);
  const share = (part: number, whole: number): number | null =>
    whole > 0 ? Math.max(0, part) / whole : null;
  const kbps = (bytes: number | null): number | null => (bytes === null ? null : (bytes * 8) / 1_000);
  const waitedS = share(
    now.jitterBufferDelayS - before.jitterBufferDelayS,
    now.jitterBufferSamples - before.jitterBufferSamples,
  );
  return {
    receivedPackets: received,
    lossHere: sent < FEWEST_PACKETS ? null : lost / sent,
    lossThere: now.lossThere,
    roundTripMs: now.roundTripMs,
    freezes: Math.max(0, now.freezes - before.freezes),
    concealed: share(now.concealedSamples - before.concealedSamples, now.soundSamples - before.soundSamples),
    jitterBufferMs: waitedS === null ? null : waitedS * 1_000,
    fps: perSecond(now.framesDecoded - before.framesDecoded),
    frameHeight: now.frameHeight,
    availableKbps: now.availableKbps,
    limitedBy: now.limitedBy,
    inKbps: kbps(perSecond(now.receivedBytes - before.receivedBytes)),
    outKbps: kbps(perSecond(now.sentBytes - before.sentBytes)),
  };
}

/**
 * Rates what people notice: made-up sound, a picture that stands still or got small, delay. A congestion controller avoids loss by
 * sending less, so loss alone says little. Which side's access is weak can't be measured from here. Poor outgoing media is attributed
 * to this side and poor incoming media to the other side, because uploads are the usual bottleneck.
 *
 * @param seesCamera the other side sends its camera's picture at its usual size, neither paused nor beside a shared screen
 */
export function rateQuality(change: TrafficChange, seesCamera = false): Rating {
  const { receivedPackets, lossHere, lossThere, roundTripMs, limitedBy, availableKbps } = change;
  if (receivedPackets <= 0) return { quality: "silent", reason: null };
  const narrowOut = limitedBy === "bandwidth" && availableKbps !== null && availableKbps < NARROW_KBPS;
  const lossyOut = (lossThere ?? 0) > WEAK_LOSS;
  const lossyIn = (lossHere ?? 0) > WEAK_LOSS || (change.concealed ?? 0) > WEAK_CONCEALMENT;
  const poorPicture =
    seesCamera &&
    (change.freezes > 0 ||
      (change.fps !== null && change.fps < FEWEST_FPS) ||
      (change.frameHeight !== null && change.frameHeight < SMALL_HEIGHT));
  const badOut = narrowOut || lossyOut;
  const badIn = lossyIn || poorPicture;
  const reason = lossyIn || lossyOut ? "loss" : "bandwidth";
  if (badOut && badIn) return { quality: "both-weak", reason };
  if (badOut) return { quality: "own-weak", reason };
  if (badIn) return { quality: "peer-weak", reason };
  if ((roundTripMs ?? 0) > SLOW_ROUND_TRIP_MS) return { quality: "slow", reason: "delay" };
  if (limitedBy === "cpu") return { quality: "good", reason: "cpu" };
  return { quality: lossHere === null && roundTripMs === null ? "unknown" : "good", reason: null };
}

/** What is shown changes when two looks in a row agree. */
export function settleQuality(shown: Quality, before: Quality, now: Quality): Quality {
  return now === before ? now : shown;
}
