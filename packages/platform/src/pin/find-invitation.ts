import type { Interaction } from "../calls/interaction.ts";
import type { RuleDeps } from "../deps.ts";
import type { Tenant } from "../identity/tenants.ts";
import { addressKey, type RateLimiter, type RateLimits } from "../server/rate-limiter.ts";
import { checkPin, PIN_ATTEMPTS, PIN_LOCK_MS } from "./pin.ts";

/** Wrong PINs per tenant in 15 minutes, from all addresses together. */
const ATTEMPTS_OF_TENANT = 100;

export type InvitationSearch =
  | { readonly outcome: "found"; readonly interaction: Interaction }
  /** Also if the PIN's interaction is locked, so that nobody learns which PINs exist. */
  | { readonly outcome: "unknown" }
  | { readonly outcome: "too-many"; readonly retryAfterMs: number };

/**
 * Finds the invitation of a PIN. Two limits stop guessing: five wrong PINs per address, and 100 per tenant from all addresses
 * together, each in 15 minutes. Right PINs don't count.
 */
export class InvitationFinder {
  readonly #deps: Pick<RuleDeps, "calls" | "clock">;
  readonly #byAddress: RateLimiter;
  readonly #byTenant: RateLimiter;

  constructor(deps: Pick<RuleDeps, "calls" | "clock">, limits: RateLimits) {
    this.#deps = deps;
    this.#byAddress = limits.guesses("pins", PIN_ATTEMPTS, PIN_LOCK_MS);
    this.#byTenant = limits.guesses("pins-of-tenant", ATTEMPTS_OF_TENANT, PIN_LOCK_MS);
  }

  async find(tenant: Tenant, pin: string, address: string): Promise<InvitationSearch> {
    const who = `${tenant.id}:${addressKey(address)}`;
    // Counted before the lookup, so that the limit also holds for many requests at the same time.
    const waitMs = await this.#byAddress.take(who);
    if (waitMs > 0) return { outcome: "too-many", retryAfterMs: waitMs };
    const tenantWaitMs = await this.#byTenant.take(tenant.id);
    if (tenantWaitMs > 0) {
      await this.#byAddress.giveBack(who);
      return { outcome: "too-many", retryAfterMs: tenantWaitMs };
    }
    const interaction = await this.#deps.calls.findByPin(tenant.id, pin);
    if (!interaction || checkPin(interaction, pin, this.#deps.clock.nowMs()).outcome !== "right")
      return { outcome: "unknown" };
    await Promise.all([this.#byAddress.giveBack(who), this.#byTenant.giveBack(tenant.id)]);
    return { outcome: "found", interaction };
  }
}
