import type { Clock } from "./domain/clock.ts";
import type { InteractionArchive } from "./domain/interaction-archive.ts";
import type { TenantStoreForOperators } from "./store/tenant-store.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Removes the names and custom data of interactions that ended longer ago than their tenant keeps them. Any node may
 * do so, at any time: what was removed before is not touched. Resolves with how many were.
 */
export async function forgetVisitors(parts: {
  readonly tenants: TenantStoreForOperators;
  readonly archive: InteractionArchive;
  readonly clock: Clock;
}): Promise<number> {
  let forgotten = 0;
  for (const { id, settings } of await parts.tenants.list())
    forgotten += await parts.archive.eraseEndedBefore(
      id,
      parts.clock.nowMs() - settings.retentionDays * DAY_MS,
    );
  return forgotten;
}
