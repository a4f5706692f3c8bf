/** Timers by name: starting one again replaces it. */
export class KeyedTimers {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  start(key: string, afterMs: number, fire: () => void): void {
    this.stop(key);
    this.#timers.set(key, setTimeout(fire, afterMs));
  }

  stop(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
