import { uptime } from "node:os";

/** The time for all rules. Injected, so that a test can control it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  nowMs(): number;
}

/** A clock that is regularly corrected by another one. */
export interface AdjustedClock extends Clock {
  /** Rejects if the other clock can't be read; this one then continues uncorrected. */
  adjust(): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = { nowMs: () => Date.now() };

/** How fast a clock approaches one that is behind it, or slightly ahead: 100 ms per second. */
const SLEW = 0.1;

/**
 * A clock that never goes back. It runs on the process's monotonic time and approaches its reference: where the reference
 * is further ahead than `stepMs` it steps forward at once. Otherwise it runs 10 % faster or slower until both agree.
 */
export class SteadyClock implements Clock {
  readonly #stepMs: number;
  readonly #monotonicMs: () => number;
  #offsetMs: number;
  #observedAtMs: number;

  constructor(startMs: number, stepMs: number, monotonicMs: () => number = () => performance.now()) {
    this.#stepMs = stepMs;
    this.#monotonicMs = monotonicMs;
    this.#observedAtMs = monotonicMs();
    this.#offsetMs = startMs - this.#observedAtMs;
  }

  nowMs(): number {
    return Math.floor(this.#monotonicMs() + this.#offsetMs);
  }

  /** @param referenceMs the reference's current time */
  observe(referenceMs: number): void {
    const monotonicMs = this.#monotonicMs();
    const aheadMs = referenceMs - (monotonicMs + this.#offsetMs);
    const mostMs = (monotonicMs - this.#observedAtMs) * SLEW;
    this.#observedAtMs = monotonicMs;
    if (aheadMs > this.#stepMs) this.#offsetMs += aheadMs;
    else this.#offsetMs += Math.max(-mostMs, Math.min(mostMs, aheadMs));
  }

  /** Steps forward by time that the monotonic clock didn't count. */
  skip(ms: number): void {
    this.#offsetMs += Math.max(0, ms);
  }
}

/** If the wall clock is further ahead than this, nobody set it: the machine was paused and its uptime didn't count. */
const WALL_STEP_MS = 2 * 3_600_000;
/** `uptime` has a resolution of one second. */
const MIN_SUSPENSION_MS = 2_000;

/**
 * This machine's clock for the embedded database. Setting the wall clock by an hour expires no lease and no limit.
 * Monotonic time stops while the machine is suspended, but the system's uptime continues, so suspensions are added.
 *
 * @param notBeforeMs the last stored time; after a restart with a wall clock that was set back, the clock continues from it
 */
export function createMachineClock(
  notBeforeMs: number,
  read: {
    readonly wallMs: () => number;
    readonly monotonicMs: () => number;
    readonly uptimeMs: () => number;
  } = {
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    uptimeMs: () => uptime() * 1_000,
  },
): AdjustedClock {
  const clock = new SteadyClock(Math.max(read.wallMs(), notBeforeMs), WALL_STEP_MS, read.monotonicMs);
  const sleptMs = (): number => read.uptimeMs() - read.monotonicMs();
  let countedMs = sleptMs();
  return {
    nowMs: () => clock.nowMs(),
    async adjust() {
      const suspendedMs = sleptMs() - countedMs;
      if (suspendedMs >= MIN_SUSPENSION_MS) {
        countedMs += suspendedMs;
        clock.skip(suspendedMs);
      }
      clock.observe(read.wallMs());
    },
  };
}

/** Milliseconds since the process started, independent of the wall clock. For limits and intervals only. */
export const MONOTONIC_CLOCK: Clock = { nowMs: () => performance.now() };
