import { isIPv6 } from "node:net";
import type { Clock } from "./clock.ts";
import { DomainError } from "./errors.ts";

const WINDOW_MS = 60_000;
/** Beyond it the key that was seen first is forgotten: memory stays bounded whatever an attacker sends. */
const MOST_KEYS = 20_000;

/**
 * At most `perMinute` in any minute, for each key, with that many at once (GCRA: one number per key, the time at which
 * its bucket is full again).
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #fullAtMs: Map<string, number> = new Map();

  /** @param perMinute `Infinity` limits nothing */
  constructor(clock: Clock, perMinute: number) {
    this.#clock = clock;
    this.#most = perMinute;
  }

  /** Counts one. 0 where it is within the limit, else the milliseconds until the next one is. */
  take(key: string): number {
    if (this.#most === Infinity) return 0;
    const nowMs = this.#clock.nowMs();
    const fullAtMs = Math.max(nowMs, this.#fullAtMs.get(key) ?? 0) + WINDOW_MS / this.#most;
    const excessMs = fullAtMs - nowMs - WINDOW_MS;
    if (excessMs > 0) return Math.ceil(excessMs);
    this.#fullAtMs.delete(key);
    this.#fullAtMs.set(key, fullAtMs);
    if (this.#fullAtMs.size > MOST_KEYS) this.#forgetFirst();
    return 0;
  }

  /** Counts one; throws `rate-limited` where it is too many. */
  require(key: string): void {
    const retryAfterMs = this.take(key);
    if (retryAfterMs === 0) return;
    throw new DomainError(
      "rate-limited",
      "Too many requests in a short time.",
      `Wait ${Math.ceil(retryAfterMs / 1000)} s before the next one.`,
      { retryAfterMs },
    );
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
  perMinute(most: number): RateLimiter;
}

/** @param factor multiplies every limit; 0 turns them off */
export function createRateLimits(clock: Clock, factor: number): RateLimits {
  return {
    perMinute: (most) => new RateLimiter(clock, factor === 0 ? Infinity : Math.max(1, most * factor)),
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
