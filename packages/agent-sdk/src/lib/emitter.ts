type Listener = (...values: never[]) => unknown;

interface Entry {
  readonly type: string;
  readonly listener: Listener;
  readonly once: boolean;
}

export interface Emitter {
  /** Calls the listeners of this event, and those of `*` with the event's name first. */
  emit(type: string, ...values: unknown[]): void;
  /** Adds a listener; one that is added twice is called twice. */
  add(type: string, listener: Listener, once: boolean): Entry;
  /** Calls this one listener, if it is still there. */
  deliver(entry: Entry, ...values: unknown[]): void;
  /** Removes one entry of this listener. */
  remove(type: string, listener: Listener): void;
  removeEntry(entry: Entry | undefined): void;
  clear(): void;
}

/** @param onError what a listener threw, or rejected with; the others go on */
export function createEmitter(onError: (error: unknown, type: string) => void): Emitter {
  let entries: readonly Entry[] = [];
  const waiting: [type: string, values: unknown[]][] = [];
  const removeEntry = (entry: Entry | undefined): void => {
    entries = entries.filter((other) => other !== entry);
  };
  const deliver = async (entry: Entry, ...values: unknown[]): Promise<void> => {
    if (!entries.includes(entry)) return;
    if (entry.once) removeEntry(entry);
    try {
      await entry.listener(...(values as never[]));
    } catch (error) {
      onError(error, entry.type);
    }
  };
  return {
    emit(name, ...given) {
      waiting.push([name, given]);
      // What a listener brings about is told when all have heard what brought it about.
      if (waiting.length > 1) return;
      for (const [type, values] of waiting)
        for (const entry of entries) {
          if (entry.type === type) void deliver(entry, ...values);
          else if (entry.type === "*") void deliver(entry, type, ...values);
        }
      waiting.length = 0;
    },
    add(type, listener, once) {
      const entry = { type, listener, once };
      entries = [...entries, entry];
      return entry;
    },
    deliver,
    remove: (type, listener) =>
      removeEntry(entries.find((entry) => entry.type === type && entry.listener === listener)),
    removeEntry,
    clear() {
      entries = [];
    },
  };
}
