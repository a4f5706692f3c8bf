/** Remembers over a reload whether this tab was on the queue. A page without storage forgets it. */
export interface QueueMemory {
  /** Reads what the page before a reload stored, and deletes it. */
  readonly take: () => boolean;
  readonly remember: (isOnQueue: boolean) => void;
  readonly stop: () => void;
}

/**
 * Written on `pagehide` only, and deleted when it is read: "Duplicate tab" copies the session storage, and the copy must not join the
 * queue.
 *
 * @param getAgent identifies the agent among others in this tab
 */
export function createQueueMemory(getAgent: () => string): QueueMemory {
  const getKey = (): string => `videoengager-queue:${getAgent()}`;
  let isOnQueue = false;
  const access = <Value>(work: (storage: Storage) => Value): Value | undefined => {
    try {
      return work(sessionStorage);
    } catch {
      // A sandboxed page has no storage.
      return undefined;
    }
  };
  const store = (): void => {
    if (isOnQueue) access((storage) => storage.setItem(getKey(), "1"));
  };
  // A page that comes back from the back-forward cache still runs.
  const forget = (): void => access((storage) => storage.removeItem(getKey()));
  addEventListener("pagehide", store);
  addEventListener("pageshow", forget);
  return {
    take() {
      const wasOnQueue = !!access((storage) => storage.getItem(getKey()));
      forget();
      return wasOnQueue;
    },
    remember(value) {
      isOnQueue = value;
    },
    stop() {
      removeEventListener("pagehide", store);
      removeEventListener("pageshow", forget);
    },
  };
}
