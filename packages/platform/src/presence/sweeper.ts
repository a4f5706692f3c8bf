import type { RuleDeps } from "../deps.ts";
import type { Heart } from "./heart.ts";
import { SWEEP_INTERVAL_MS, sweep } from "./sweep.ts";

export interface Sweeper {
  start(): void;
  /** Runs a round that begins after the call. */
  round(): Promise<void>;
  /** Milliseconds since the last successful round. */
  ageMs(): number;
  stop(): Promise<void>;
}

/** Sweeps once a second from `start` on; a round begins when the one before has ended. */
export function createSweeper(
  deps: RuleDeps,
  heart: Heart,
  hooks: {
    /** Also runs in the quiet time after a gap, in which nothing expires. */
    readonly afterSweep: () => Promise<void>;
    readonly onFailure: (error: unknown) => void;
  },
): Sweeper {
  let last: Promise<void> = Promise.resolve();
  let running = false;
  let succeededAtMs = performance.now();
  const roundAfter = async (before: Promise<void>): Promise<void> => {
    await before;
    running = true;
    try {
      const nowMs = await heart.fresh();
      if (!heart.isQuiet(nowMs)) await sweep(deps, nowMs);
      await hooks.afterSweep();
      succeededAtMs = performance.now();
    } catch (error) {
      hooks.onFailure(error);
    }
    running = false;
  };
  const round = (): Promise<void> => {
    last = roundAfter(last);
    return last;
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      timer = setInterval(() => {
        if (!running) void round();
      }, SWEEP_INTERVAL_MS);
    },
    round,
    ageMs: () => performance.now() - succeededAtMs,
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
