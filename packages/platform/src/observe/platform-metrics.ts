/**
 * Gauges of the whole platform, from the database: every node shows the same value, so a dashboard takes the maximum. Their names
 * begin with `platform_`; all other metrics are of the node that shows them.
 */
import { Gauge, type Registry } from "prom-client";
import { cached } from "../lib/cached.ts";
import type { Clock } from "../lib/clock.ts";
import { withinMs } from "../lib/within-ms.ts";
import type { PlatformCounts } from "./platform-counts.sql.ts";

/** How long counts are reused, so that several readers cost one count. */
const CACHE_MS = 1_000;
/** Without an answer the gauges are NaN, and the other metrics are sent. */
const ANSWER_TIMEOUT_MS = 1_000;

export function registerPlatformMetrics(
  registry: Registry,
  count: () => Promise<PlatformCounts>,
  clock: Clock,
): void {
  const counts = cached(
    () =>
      withinMs(
        count().catch(() => null),
        ANSWER_TIMEOUT_MS,
      ),
    CACHE_MS,
  );
  const register = (name: string, help: string, read: (counts: PlatformCounts) => number): void =>
    registry.registerMetric(
      new Gauge({
        name,
        help: `${help}. Of the whole platform; NaN while the database doesn't answer`,
        registers: [],
        async collect() {
          const now = await counts();
          this.set(now === null ? Number.NaN : read(now));
        },
      }),
    );
  register("platform_waiting_visitors", "Visitors who wait for an agent", ({ waiting }) => waiting);
  register(
    "platform_longest_wait_seconds",
    "For how long the first of them has waited; 0 if nobody waits",
    ({ longestSinceMs }) =>
      longestSinceMs === null ? 0 : Math.max(0, clock.nowMs() - longestSinceMs) / 1_000,
  );
  register(
    "platform_agents_on_queue",
    "Agents who are on the queue, in a call or free",
    ({ agentsOnQueue }) => agentsOnQueue,
  );
  register(
    "platform_calls_connecting",
    "Accepted calls without a picture yet",
    ({ connecting }) => connecting,
  );
  register("platform_calls_active", "Calls in which both sides are connected", ({ active }) => active);
}
