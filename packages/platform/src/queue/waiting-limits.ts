import type { InteractionId } from "@videoengager/protocol/ids";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/errors.ts";
import type { QueueStore } from "./queue-store.ts";

/** Maximum age of a tenant's count, so that many requests at once need one count. */
const COUNT_MS = 1_000;
/** Remembered addresses. Beyond that the oldest is dropped. */
const MAX_ADDRESSES = 10_000;

export interface WaitingBounds {
  /** Waiting visitors per tenant. */
  readonly perTenant: number;
  /** Waiting visitors per client address, on this node. Infinity: no limit. */
  readonly perAddress: number;
}

/**
 * Limits waiting visitors, so that one anonymous client can neither fill a tenant's queue nor crowd others out. Requests beyond the
 * limits are refused before they are stored.
 */
export class WaitingLimits {
  readonly #queue: Pick<QueueStore, "countWaiting" | "fates">;
  readonly #clock: Clock;
  readonly #bounds: WaitingBounds;
  readonly #counts: Map<string, { readonly count: number; readonly atMs: number }> = new Map();
  /** Requests by address, oldest first. */
  readonly #requests: Map<string, InteractionId[]> = new Map();

  constructor(queue: Pick<QueueStore, "countWaiting" | "fates">, clock: Clock, bounds: WaitingBounds) {
    this.#queue = queue;
    this.#clock = clock;
    this.#bounds = bounds;
  }

  /** @throws DomainError `not-ready` (503): the tenant's queue is full; `rate-limited` (429): too many wait for this address */
  async require(tenantId: string, address: string): Promise<void> {
    const { perTenant, perAddress } = this.#bounds;
    if ((await this.#waitingAt(tenantId)) >= perTenant)
      throw new DomainError(
        "not-ready",
        `The queue is full: ${perTenant} visitors are waiting.`,
        "Try again later, or offer another way to get in touch.",
      );
    if ((await this.#waitingOf(tenantId, address)) < perAddress) return;
    throw new DomainError(
      "rate-limited",
      `${perAddress} visitors from this address are already waiting.`,
      "Try again when some of them have been answered. An operator can raise MAX_WAITING_PER_ADDRESS.",
      { retryAfterMs: 60_000 },
    );
  }

  /** Counts a request that was stored. */
  add(address: string, id: InteractionId): void {
    if (this.#bounds.perAddress === Number.POSITIVE_INFINITY) return;
    const ids = this.#requests.get(address) ?? [];
    // Inserted again, so that the map is in the order of the last request.
    this.#requests.delete(address);
    this.#requests.set(address, ids);
    ids.push(id);
    const [oldest] = this.#requests.keys();
    if (this.#requests.size > MAX_ADDRESSES && oldest !== undefined) this.#requests.delete(oldest);
  }

  async #waitingAt(tenantId: string): Promise<number> {
    const nowMs = this.#clock.nowMs();
    const known = this.#counts.get(tenantId);
    if (known && Math.abs(nowMs - known.atMs) < COUNT_MS) return known.count;
    const count = await this.#queue.countWaiting(tenantId);
    this.#counts.set(tenantId, { count, atMs: nowMs });
    return count;
  }

  /** Asks the store only if the address has made enough requests to matter. */
  async #waitingOf(tenantId: string, address: string): Promise<number> {
    const ids = this.#requests.get(address) ?? [];
    if (ids.length < this.#bounds.perAddress) return 0;
    const fates = await this.#queue.fates(tenantId, ids);
    const open = new Set(
      fates
        .filter(({ state }) => state === "created" || state === "waiting")
        .map((fate) => fate.interactionId),
    );
    this.#requests.set(address, ids.filter((id) => open.has(id)).slice(-2 * this.#bounds.perAddress));
    return fates.filter(({ state }) => state === "waiting").length;
  }
}
