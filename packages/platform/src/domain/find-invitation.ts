import type { Interaction } from "./interaction.ts";
import type { LiveContext } from "./live-context.ts";
import { checkPin, PIN_ATTEMPTS, PIN_LOCK_MS } from "./pin.ts";
import { addressKey, type RateLimiter, type RateLimits } from "./rate-limiter.ts";
import type { Tenant } from "./tenants.ts";

/** Wrong PINs that a whole tenant's form takes in 15 minutes, from wherever they come. */
const ATTEMPTS_OF_TENANT = 100;

export type InvitationSearch =
  | { readonly outcome: "found"; readonly interaction: Interaction }
  /** Also where the PIN's interaction is locked: nobody learns which PINs there are. */
  | { readonly outcome: "unknown" }
  | { readonly outcome: "too-many"; readonly retryAfterMs: number };

/**
 * Finds the invitation that a PIN belongs to. Whoever tries PINs out is stopped twice: an address after five wrong ones, and
 * all addresses together at 100 a tenant, in 15 minutes each. Right ones are not counted.
 */
export class InvitationFinder {
  readonly #live: Pick<LiveContext, "store" | "clock">;
  readonly #byAddress: RateLimiter;
  readonly #byTenant: RateLimiter;

  constructor(live: Pick<LiveContext, "store" | "clock">, limits: RateLimits) {
    this.#live = live;
    this.#byAddress = limits.perWindow("pins", PIN_ATTEMPTS, PIN_LOCK_MS);
    this.#byTenant = limits.perWindow("pins-of-tenant", ATTEMPTS_OF_TENANT, PIN_LOCK_MS);
  }

  async find(tenant: Tenant, pin: string, address: string): Promise<InvitationSearch> {
    const who = `${tenant.id}:${addressKey(address)}`;
    // Counted before it is looked up: of many at once, too, only so many are answered.
    const waitMs = await this.#byAddress.take(who);
    if (waitMs > 0) return { outcome: "too-many", retryAfterMs: waitMs };
    const tenantWaitMs = await this.#byTenant.take(tenant.id);
    if (tenantWaitMs > 0) {
      await this.#byAddress.giveBack(who);
      return { outcome: "too-many", retryAfterMs: tenantWaitMs };
    }
    const interaction = await this.#live.store.findByPin(tenant.id, pin);
    if (!interaction || checkPin(interaction, pin, this.#live.clock.nowMs()).outcome !== "right")
      return { outcome: "unknown" };
    await Promise.all([this.#byAddress.giveBack(who), this.#byTenant.giveBack(tenant.id)]);
    return { outcome: "found", interaction };
  }
}
