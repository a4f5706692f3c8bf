import type { FastifyBaseLogger } from "fastify";
import type { Stores } from "./create-core.ts";
import { forgetVisitors } from "./forget-visitors.ts";

const INTERVAL_MS = 60 * 60_000;

/** What has to be done now and then, by any node: signing keys are replaced in time, visitors forgotten in time. */
export function startChores(stores: Stores, log: FastifyBaseLogger): { stop(): Promise<void> } {
  const once = async (): Promise<void> => {
    try {
      await stores.keyRing.refresh();
      const forgotten = await forgetVisitors(stores);
      if (forgotten > 0) log.info({ forgotten }, "visitors forgotten");
    } catch (error) {
      log.error({ err: error }, "an hourly chore failed");
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
      await running;
    },
  };
}
