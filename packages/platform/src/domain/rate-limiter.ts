import { isIPv6 } from "node:net";
import type { Clock } from "./clock.ts";
import { DomainError } from "./errors.ts";

const MINUTE_MS = 60_000;
/** Beyond it the key that was seen first is forgotten: memory stays bounded whatever an attacker sends. */
const MOST_KEYS = 20_000;

/** Where the nodes of one platform count together. */
export interface SharedCounts {
  /**
   * Counts one, as `RateLimiter.take` does, on a clock of its own; null where it cannot be asked, so that the node
   * counts for itself.
   */
  take(key: string, intervalMs: number, windowMs: number): Promise<number | null>;
  giveBack(key: string, intervalMs: number): Promise<void>;
}

/** Where limiters find {@link SharedCounts}, once this node has joined others. */
interface Sharing {
  counts: SharedCounts | null;
}

/**
 * At most so many in any window of time, for each key, with that many at once (GCRA: one number per key, the time at
 * which its bucket is full again).
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #name: string;
  readonly #windowMs: number;
  readonly #intervalMs: number;
  readonly #sharing: Sharing;
  readonly #fullAtMs: Map<string, number> = new Map();

  /** @param limit `most` of `Infinity` limits nothing; nodes count together what has one `name` */
  constructor(
    clock: Clock,
    limit: { readonly name: string; readonly most: number; readonly windowMs: number },
    sharing: Sharing = { counts: null },
  ) {
    this.#clock = clock;
    this.#name = limit.name;
    this.#windowMs = limit.windowMs;
    this.#intervalMs = limit.windowMs / limit.most;
    this.#sharing = sharing;
  }

  /** Counts one. 0 where it is within the limit, else the milliseconds until the next one is. */
  async take(key: string): Promise<number> {
    if (this.#intervalMs === 0) return 0;
    const waitMs = this.#takeHere(key);
    // Nobody asks Redis for what this node alone refuses.
    if (waitMs > 0 || !this.#sharing.counts) return waitMs;
    const shared = await this.#sharing.counts.take(this.#sharedKey(key), this.#intervalMs, this.#windowMs);
    return shared ?? 0;
  }

  /** Counts one; rejects with `rate-limited` where it is too many. */
  async require(key: string): Promise<void> {
    const retryAfterMs = await this.take(key);
    if (retryAfterMs === 0) return;
    throw new DomainError(
      "rate-limited",
      "Too many requests in a short time.",
      `Wait ${Math.ceil(retryAfterMs / 1000)} s before the next one.`,
      { retryAfterMs },
    );
  }

  /** One that was taken does not count after all. */
  async giveBack(key: string): Promise<void> {
    const fullAtMs = this.#fullAtMs.get(key);
    if (fullAtMs !== undefined) this.#fullAtMs.set(key, fullAtMs - this.#intervalMs);
    await this.#sharing.counts?.giveBack(this.#sharedKey(key), this.#intervalMs);
  }

  #sharedKey(key: string): string {
    return `${this.#name}:${key}`;
  }

  #takeHere(key: string): number {
    const nowMs = this.#clock.nowMs();
    const fullAtMs = Math.max(nowMs, this.#fullAtMs.get(key) ?? 0) + this.#intervalMs;
    const excessMs = fullAtMs - nowMs - this.#windowMs;
    if (excessMs > 0) return Math.ceil(excessMs);
    this.#fullAtMs.delete(key);
    this.#fullAtMs.set(key, fullAtMs);
    if (this.#fullAtMs.size > MOST_KEYS) this.#forgetFirst();
    return 0;
  }

  #forgetFirst(): void {
    for (const key of this.#fullAtMs.keys()) {
      this.#fullAtMs.delete(key);
      return;
    }
  }
}

/** Makes limiters whose figures an operator scales together. */
export interface RateLimits {
  /** At most so many a minute. Each name once. */
  perMinute(name: string, most: number): RateLimiter;
  /** At most so many in any window of that length. */
  perWindow(name: string, most: number, windowMs: number): RateLimiter;
  /** From now on all limiters count with the other nodes. */
  shareBy(counts: SharedCounts): void;
}

/** @param factor multiplies every limit; 0 turns them off */
export function createRateLimits(clock: Clock, factor: number): RateLimits {
  const sharing: Sharing = { counts: null };
  const perWindow = (name: string, most: number, windowMs: number): RateLimiter =>
    new RateLimiter(
      clock,
      { name, most: factor === 0 ? Infinity : Math.max(1, most * factor), windowMs },
      sharing,
    );
  return {
    perWindow,
    perMinute: (name, most) => perWindow(name, most, MINUTE_MS),
    shareBy(counts) {
      sharing.counts = counts;
    },
  };
}

/** An address as a key: an IPv6 subscriber has a whole /64 and counts as one. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = "", tail = ""] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const groups = head ? head.split(":") : [];
  const ending = tail ? tail.split(":") : [];
  while (groups.length < 8 - ending.length && address.includes("::")) groups.push("0");
  return `${[...groups, ...ending].slice(0, 4).join(":")}::/64`;
}
