/**
 * Runs work per key, never twice at the same time for one key, and as rarely as possible: calls during a run share the next
 * run. That run begins after those calls, so it sees everything that was committed before them.
 */
export class Coalesced {
  readonly #work: (key: string) => Promise<void>;
  readonly #running: Map<string, Promise<void>> = new Map();
  readonly #next: Map<string, Promise<void>> = new Map();

  /** @param work must not reject */
  constructor(work: (key: string) => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when a run that began after this call has ended. */
  run(key: string): Promise<void> {
    const waiting = this.#next.get(key);
    if (waiting) return waiting;
    const running = this.#running.get(key);
    if (!running) return this.#start(key);
    const next = running.then(() => {
      this.#next.delete(key);
      return this.#start(key);
    });
    this.#next.set(key, next);
    return next;
  }

  #start(key: string): Promise<void> {
    const run = this.#work(key).finally(() => {
      if (this.#running.get(key) === run) this.#running.delete(key);
    });
    this.#running.set(key, run);
    return run;
  }
}
