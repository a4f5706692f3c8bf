/** One direction of a link: a rate with a bounded queue in front of it (tail drop), then loss, then delay. */
import { seededRandom } from "./seeded-random.ts";

export interface LinkProfile {
  /** kbit/s; null: unlimited. */
  readonly kbps: number | null;
  readonly delayMs: number;
  /** Share of packets, 0 to 1. */
  readonly loss: number;
  /** Nothing gets through. */
  readonly cut?: boolean;
}

export const CLEAR: LinkProfile = { kbps: null, delayMs: 0, loss: 0 };

/** What an access router holds: half a second, but at least four full packets. */
const QUEUE_MS = 500;
const MIN_QUEUE_BYTES = 5_000;
/** IPv4 and UDP headers count on the link. */
const HEADER_BYTES = 28;

export class NetworkLink {
  profile: LinkProfile;
  readonly #random: () => number;
  /** When the last byte that was accepted leaves the queue. */
  #freeAtMs = 0;
  /** Packets stay in order when the delay shrinks. */
  #lastArrivalMs = 0;

  constructor(seed: number, profile: LinkProfile = CLEAR) {
    this.#random = seededRandom(seed);
    this.profile = profile;
  }

  /** When a packet that is sent at `nowMs` arrives; null when it is dropped. */
  arrivalOf(bytes: number, nowMs: number): number | null {
    const { kbps, delayMs, loss, cut = false } = this.profile;
    // One draw for each packet, so that a profile doesn't shift what the next one loses.
    const isLost = this.#random() < loss;
    if (cut) return null;
    let leavesMs = nowMs;
    if (kbps !== null) {
      const queuedMs = Math.max(0, this.#freeAtMs - nowMs);
      const queueMs = Math.max(QUEUE_MS, (MIN_QUEUE_BYTES * 8) / kbps);
      // Whatever its size: a queue that still took small packets would favour the sound.
      if (queuedMs >= queueMs) return null;
      leavesMs = nowMs + queuedMs + ((bytes + HEADER_BYTES) * 8) / kbps;
      this.#freeAtMs = leavesMs;
    }
    if (isLost) return null;
    this.#lastArrivalMs = Math.max(this.#lastArrivalMs, leavesMs + delayMs);
    return this.#lastArrivalMs;
  }
}
