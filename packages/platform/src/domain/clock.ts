/** Where every rule gets its time: injected, so that a test can steer it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  nowMs(): number;
}

/** A clock that follows another one, and is put right by it now and then. */
export interface AdjustedClock extends Clock {
  /** Rejects where the other one cannot be read; then it goes on as it was. */
  adjust(): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = { nowMs: () => Date.now() };
