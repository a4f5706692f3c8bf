import type { Tenant } from "../identity/tenants.ts";
import type { Clock } from "../lib/clock.ts";
import type { InteractionArchive } from "./interaction-archive.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Rows in one statement, which blocks the embedded database for some milliseconds. */
const BATCH = 200;

export interface RetentionDeps {
  readonly tenants: { list(): Promise<readonly Tenant[]> };
  readonly archive: Pick<InteractionArchive, "eraseEndedBefore" | "purgeCreatedBefore">;
  readonly clock: Clock;
  /** Called between batches, so that requests are not delayed. */
  readonly pause: () => Promise<void>;
  /** Stops after the current batch. The next round continues. */
  readonly signal: AbortSignal;
}

/**
 * Removes visitors' personal data after the tenant's `retentionDays`, and whole interactions after its `recordRetentionDays`. Any node
 * can run it at any time.
 */
export async function applyRetention(
  deps: RetentionDeps,
): Promise<{ readonly erased: number; readonly purged: number }> {
  const { archive } = deps;
  const nowMs = deps.clock.nowMs();
  let erased = 0;
  let purged = 0;
  for (const { id, settings } of await deps.tenants.list()) {
    const eraseBeforeMs = nowMs - settings.retentionDays * DAY_MS;
    erased += await inBatches(deps, () => archive.eraseEndedBefore(id, eraseBeforeMs, nowMs, BATCH));
    const purgeBeforeMs = nowMs - Math.max(settings.retentionDays, settings.recordRetentionDays) * DAY_MS;
    purged += await inBatches(deps, () => archive.purgeCreatedBefore(id, purgeBeforeMs, BATCH));
  }
  return { erased, purged };
}

async function inBatches(
  { pause, signal }: Pick<RetentionDeps, "pause" | "signal">,
  batch: () => Promise<number>,
): Promise<number> {
  let total = 0;
  while (!signal.aborted) {
    const count = await batch();
    total += count;
    if (count < BATCH) break;
    await pause();
  }
  return total;
}
