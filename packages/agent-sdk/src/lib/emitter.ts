type Listener = (...values: never[]) => unknown;

/** A zone of zone.js (Angular). */
interface Zone {
  run(listener: Listener, self: undefined, values: unknown[]): unknown;
}

export interface Entry {
  readonly type: string;
  readonly listener: Listener;
  readonly once: boolean;
  /** The zone in which the listener was added. */
  readonly zone: Zone | undefined;
}

type Event = [type: string, ...values: unknown[]];

/** The listeners of an agent. */
export class Emitter {
  readonly #onError: (error: unknown, type: string) => void;
  readonly #queue: Event[] = [];
  readonly #entries: Set<Entry> = new Set();
  /** `held`: events are kept until `release`. */
  #state: "held" | "idle" | "delivering" = "idle";

  /** @param onError gets what a listener threw or rejected with; the other listeners go on */
  constructor(onError: (error: unknown, type: string) => void) {
    this.#onError = onError;
  }

  /** Calls the listeners of this event, and those of `*` with the event's name first. */
  emit(...event: Event): void {
    this.#queue.push(event);
    // An event that a listener causes is delivered after all listeners got the one that caused it.
    if (this.#state === "idle") this.#deliverAll();
  }

  /** Keeps events back until {@link release}. */
  hold(): void {
    this.#state = "held";
  }

  release(): void {
    if (this.#state === "held") this.#deliverAll();
  }

  /** Discards the events that are held back. */
  drop(): void {
    if (this.#state !== "held") return;
    this.#queue.length = 0;
    this.#state = "idle";
  }

  /** Whether this event still waits to be delivered. */
  isPending(type: string, value: unknown): boolean {
    return this.#queue.some((event) => event[0] === type && event[1] === value);
  }

  /** Adds a listener; one that is added twice is called twice. */
  add(type: string, listener: Listener, once: boolean): Entry {
    const { current } = (globalThis as { Zone?: { readonly current?: Zone } }).Zone ?? {};
    const entry = { type, listener, once, zone: current };
    this.#entries.add(entry);
    return entry;
  }

  /** Calls this listener, if it is still subscribed. */
  async deliver(entry: Entry, ...values: unknown[]): Promise<void> {
    if (!this.#entries.has(entry)) return;
    if (entry.once) this.remove(entry);
    const { listener, zone } = entry;
    try {
      await (zone ? zone.run(listener, undefined, values) : listener(...(values as never[])));
    } catch (error) {
      this.#onError(error, entry.type);
    }
  }

  remove(entry: Entry): void {
    this.#entries.delete(entry);
  }

  /** Removes one subscription of this listener. */
  removeListener(type: string, listener: Listener): void {
    for (const entry of this.#entries)
      if (entry.type === type && entry.listener === listener) return this.remove(entry);
  }

  clear(): void {
    this.#entries.clear();
  }

  #deliverAll(): void {
    this.#state = "delivering";
    for (let event = this.#queue.shift(); event; event = this.#queue.shift()) {
      const [type, ...values] = event;
      for (const entry of Array.from(this.#entries))
        if (entry.type === type) void this.deliver(entry, ...values);
        else if (entry.type === "*") void this.deliver(entry, type, ...values);
    }
    this.#state = "idle";
  }
}
