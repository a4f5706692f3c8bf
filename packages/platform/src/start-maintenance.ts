import { setTimeout as wait } from "node:timers/promises";
import { applyRetention } from "./archive/apply-retention.ts";
import type { Deps } from "./deps.ts";
import { EXPIRED_SIGN_IN_KEPT_MS } from "./identity/genesys/genesys-sign-in.ts";

const INTERVAL_MS = 60 * 60_000;

/** Pause between two batches of the retention. */
const PAUSE_MS = 100;

/** Hourly maintenance on every node: replaces old signing keys, deletes expired sign-ins, and erases and deletes data after the retention. */
export function startMaintenance(
  deps: Pick<Deps, "keyRing" | "genesysSignIns" | "tenants" | "archive" | "clock" | "log">,
): {
  stop(): Promise<void>;
} {
  const { log } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  const once = async (): Promise<void> => {
    try {
      await deps.keyRing.refresh();
      await deps.genesysSignIns.removeExpired(deps.clock.nowMs() - EXPIRED_SIGN_IN_KEPT_MS);
      const pause = (): Promise<void> => wait(PAUSE_MS, undefined, { signal });
      const applied = await applyRetention({ ...deps, signal, pause });
      if (applied.erased + applied.purged > 0) log.info(applied, "applied the retention");
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, "hourly maintenance failed");
    }
  };
  let running = once();
  const timer = setInterval(() => {
    running = running.then(once);
  }, INTERVAL_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
