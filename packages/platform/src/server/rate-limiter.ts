import { isIP, isIPv6 } from "node:net";
import { type Clock, MONOTONIC_CLOCK } from "../lib/clock.ts";
import { DomainError } from "../lib/errors.ts";

const MINUTE_MS = 60_000;
/** Beyond this the oldest key is dropped, so that memory stays bounded. */
const MAX_KEYS = 20_000;

/** Counts of all nodes of a platform. */
export interface SharedCounts {
  /**
   * Counts one like `RateLimiter.take`, by the clock of the shared server. Resolves within 250 ms; with null if there is no answer, so that
   * the node counts alone.
   */
  take(key: string, intervalMs: number, windowMs: number): Promise<number | null>;
  giveBack(key: string, intervalMs: number): Promise<void>;
}

/** Runs when a limit was reached, with its name. */
export type OnLimited = (limit: string) => void;

/** Holds {@link SharedCounts} once this node has joined others. */
interface Sharing {
  counts: SharedCounts | null;
}

export interface Limit {
  /** All nodes together count what has the same name. */
  readonly name: string;
  /** Maximum in any window; `Infinity` means no limit. */
  readonly max: number;
  readonly windowMs: number;
  /**
   * Whether `take` waits for the count of all nodes. Otherwise a node gets it after its answer: a few more requests can pass if several
   * nodes are asked at the same time, but a slow Redis delays none.
   */
  readonly exact?: boolean;
}

/**
 * Allows at most `max` per key in any window, also all at once. Implements GCRA: one number per key, the time at which its bucket is full
 * again.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #limit: Limit;
  readonly #intervalMs: number;
  readonly #sharing: Sharing;
  readonly #onRefused: OnLimited;
  readonly #fullAtMs: Map<string, number> = new Map();

  /** @param clock must never go back; see `MONOTONIC_CLOCK` */
  constructor(
    clock: Clock,
    limit: Limit,
    sharing: Sharing = { counts: null },
    onRefused: OnLimited = () => {},
  ) {
    this.#clock = clock;
    this.#limit = limit;
    this.#intervalMs = limit.windowMs / limit.max;
    this.#sharing = sharing;
    this.#onRefused = onRefused;
  }

  /** Counts one. Resolves with 0 if it is within the limit, else with the milliseconds until the next one is. */
  async take(key: string): Promise<number> {
    if (this.#intervalMs === 0) return 0;
    const waitMs = await this.#take(key);
    if (waitMs > 0) this.#onRefused(this.#limit.name);
    return waitMs;
  }

  async #take(key: string): Promise<number> {
    const waitMs = this.#takeHere(key);
    // If this node refuses it, Redis need not be asked.
    if (waitMs > 0 || !this.#sharing.counts) return waitMs;
    const shared = this.#sharing.counts
      .take(this.#sharedKey(key), this.#intervalMs, this.#limit.windowMs)
      .then((sharedMs) => this.#adoptShared(key, sharedMs ?? 0));
    return this.#limit.exact ? shared : 0;
  }

  /** Counts one. Rejects with `rate-limited` if it exceeds the limit. */
  async require(key: string): Promise<void> {
    const retryAfterMs = await this.take(key);
    if (retryAfterMs === 0) return;
    throw new DomainError(
      "rate-limited",
      "Too many requests.",
      `Wait ${Math.ceil(retryAfterMs / 1000)} s before the next one.`,
      { retryAfterMs },
    );
  }

  /** Reverts one `take`. */
  async giveBack(key: string): Promise<void> {
    const fullAtMs = this.#fullAtMs.get(key);
    if (fullAtMs !== undefined) this.#fullAtMs.set(key, fullAtMs - this.#intervalMs);
    await this.#sharing.counts?.giveBack(this.#sharedKey(key), this.#intervalMs);
  }

  #sharedKey(key: string): string {
    return `${this.#limit.name}:${key}`;
  }

  #takeHere(key: string): number {
    const nowMs = this.#clock.nowMs();
    const fullAtMs = Math.max(nowMs, this.#fullAtMs.get(key) ?? 0) + this.#intervalMs;
    const excessMs = fullAtMs - nowMs - this.#limit.windowMs;
    if (excessMs > 0) return Math.ceil(excessMs);
    this.#remember(key, fullAtMs);
    return 0;
  }

  /** Also refuses the key on this node for as long as all nodes together do. */
  #adoptShared(key: string, waitMs: number): number {
    if (waitMs > 0) {
      const fullAtMs = this.#clock.nowMs() + waitMs + this.#limit.windowMs - this.#intervalMs;
      this.#remember(key, Math.max(fullAtMs, this.#fullAtMs.get(key) ?? 0));
    }
    return waitMs;
  }

  #remember(key: string, fullAtMs: number): void {
    this.#fullAtMs.delete(key);
    this.#fullAtMs.set(key, fullAtMs);
    if (this.#fullAtMs.size <= MAX_KEYS) return;
    for (const first of this.#fullAtMs.keys()) {
      this.#fullAtMs.delete(first);
      return;
    }
  }
}

/**
 * Creates the platform's limiters. They protect against faulty clients and strangers, not against offices: limits per address leave room
 * for thousands of agents, and only refused requests have low limits.
 */
export interface RateLimits {
  /** A limit on requests, per minute. `RATE_LIMIT_FACTOR` multiplies it. Use each name once. */
  perMinute(name: string, max: number): RateLimiter;
  /** A limit on refused credentials, per minute: call `take` only for refusals. The factor never multiplies it; 0 turns it off. */
  failures(name: string, maxPerMinute: number): RateLimiter;
  /** A limit on guesses of short values, in any window of that length. All nodes count exactly; the factor has no effect. */
  guesses(name: string, max: number, windowMs: number): RateLimiter;
  /** From then on all limiters count together with the other nodes. */
  shareBy(counts: SharedCounts): void;
}

/** @param factor multiplies limits on requests; 0 turns those and limits on failures off */
export function createRateLimits(
  factor: number,
  clock: Clock = MONOTONIC_CLOCK,
  onRefused: OnLimited = () => {},
): RateLimits {
  const sharing: Sharing = { counts: null };
  return {
    perMinute: (name, max) =>
      new RateLimiter(
        clock,
        { name, max: factor === 0 ? Infinity : Math.max(1, max * factor), windowMs: MINUTE_MS },
        sharing,
        onRefused,
      ),
    failures: (name, maxPerMinute) =>
      new RateLimiter(
        clock,
        { name, max: factor === 0 ? Infinity : maxPerMinute, windowMs: MINUTE_MS },
        sharing,
        onRefused,
      ),
    guesses: (name, max, windowMs) =>
      new RateLimiter(clock, { name, max, windowMs, exact: true }, sharing, onRefused),
    shareBy(counts) {
      sharing.counts = counts;
    },
  };
}

/** The shared key of all clients without a readable address. */
const UNKNOWN_ADDRESS = "unknown";

/** The key of an address. An IPv6 /64 is one key, because one subscriber has all of it. A link-local zone is ignored. */
export function addressKey(address: string): string {
  if (isIP(address) === 0) return UNKNOWN_ADDRESS;
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = "", tail = ""] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const groups = head ? head.split(":") : [];
  const ending = tail ? tail.split(":") : [];
  while (groups.length < 8 - ending.length && address.includes("::")) groups.push("0");
  const network = [...groups, ...ending].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
