import type { LiveContext } from "./domain/live-context.ts";
import { buryDeadNodes, SWEEP_INTERVAL_MS, sweep } from "./domain/sweep.ts";

export interface Sweeper {
  /** A whole round, begun after the call. */
  round(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Lets time take effect, once a second; a round begins when the one before has ended.
 *
 * @param exclusive whether no other node can have this database, so that whoever held it before is dead
 */
export async function startSweeping(
  live: LiveContext,
  parts: {
    /** What the time is by which it sweeps. */
    readonly beforeSweep: () => Promise<void>;
    readonly afterSweep: () => Promise<void>;
    readonly exclusive: boolean;
    readonly onFailure: (error: unknown) => void;
  },
): Promise<Sweeper> {
  await sweep(live);
  const nowMs = live.clock.nowMs();
  if (parts.exclusive) await buryDeadNodes(live, nowMs, nowMs);
  let last: Promise<void> = Promise.resolve();
  let running = false;
  const roundAfter = async (before: Promise<void>): Promise<void> => {
    await before;
    running = true;
    try {
      await parts.beforeSweep();
      await sweep(live);
      await parts.afterSweep();
    } catch (error) {
      parts.onFailure(error);
    }
    running = false;
  };
  const round = (): Promise<void> => {
    last = roundAfter(last);
    return last;
  };
  const timer = setInterval(() => {
    if (!running) void round();
  }, SWEEP_INTERVAL_MS);
  return {
    round,
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
