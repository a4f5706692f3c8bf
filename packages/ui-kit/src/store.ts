/** An immutable value with change listeners. A signal removes its listener. */
export class Store<Value> {
  #value: Value;
  readonly #listeners = new Set<() => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  set(value: Value): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }

  update(change: Partial<Value>): void {
    this.set({ ...this.#value, ...change });
  }

  subscribe(listener: () => void, signal?: AbortSignal): () => void {
    const stop = (): void => void this.#listeners.delete(listener);
    if (signal?.aborted) return stop;
    this.#listeners.add(listener);
    signal?.addEventListener("abort", stop, { once: true });
    return stop;
  }
}
