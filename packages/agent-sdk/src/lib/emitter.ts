type Listener = (...values: never[]) => unknown;

export interface Entry {
  readonly type: string;
  readonly listener: Listener;
  readonly once: boolean;
}

/** Who listens to what. */
export class Emitter {
  readonly #onError: (error: unknown, type: string) => void;
  readonly #waiting: [type: string, ...values: unknown[]][] = [];
  readonly #entries: Set<Entry> = new Set();

  /** @param onError what a listener threw, or rejected with; the others go on */
  constructor(onError: (error: unknown, type: string) => void) {
    this.#onError = onError;
  }

  /** Calls the listeners of this event, and those of `*` with the event's name first. */
  emit(...event: [type: string, ...values: unknown[]]): void {
    // What a listener brings about is told when all have heard what brought it about.
    if (this.#waiting.push(event) > 1) return;
    for (const [type, ...values] of this.#waiting)
      for (const entry of Array.from(this.#entries))
        if (entry.type === type) void this.deliver(entry, ...values);
        else if (entry.type === "*") void this.deliver(entry, type, ...values);
    this.#waiting.length = 0;
  }

  /** Adds a listener; one that is added twice is called twice. */
  add(entry: Entry): void {
    this.#entries.add(entry);
  }

  /** Calls this one listener, if it is still there. */
  async deliver(entry: Entry, ...values: unknown[]): Promise<void> {
    if (!this.#entries.has(entry)) return;
    if (entry.once) this.remove(entry);
    try {
      await entry.listener(...(values as never[]));
    } catch (error) {
      this.#onError(error, entry.type);
    }
  }

  remove(entry: Entry): void {
    this.#entries.delete(entry);
  }

  /** Removes one entry of this listener. */
  removeListener(type: string, listener: Listener): void {
    for (const entry of this.#entries)
      if (entry.type === type && entry.listener === listener) return this.remove(entry);
  }

  clear(): void {
    this.#entries.clear();
  }
}
