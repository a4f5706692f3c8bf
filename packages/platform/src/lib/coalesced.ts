/**
 * Runs a piece of work per key, never twice at once for the same key, and as few times as possible: whoever asks while
 * it runs shares the one run that comes after. That run began after they asked, so it sees what they had committed.
 */
export class Coalesced {
  readonly #work: (key: string) => Promise<void>;
  readonly #running: Map<string, Promise<void>> = new Map();
  readonly #next: Map<string, Promise<void>> = new Map();

  /** @param work must not reject */
  constructor(work: (key: string) => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when a run that began after this call is over. */
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
