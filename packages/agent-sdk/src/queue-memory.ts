/** Whether this tab had decided to be on the queue, over a reload. A page that may store nothing simply forgets. */
export interface QueueMemory {
  readonly wasDecided: () => boolean;
  readonly remember: (isDecided: boolean) => void;
}

/** @param origin the platform's */
export function createQueueMemory(origin: string): QueueMemory {
  const key = `videoengager-queue:${origin}`;
  return {
    wasDecided() {
      try {
        return !!sessionStorage.getItem(key);
      } catch {
        return false;
      }
    },
    remember(isDecided) {
      try {
        if (isDecided) sessionStorage.setItem(key, "1");
        else sessionStorage.removeItem(key);
      } catch {
        // A sandboxed page has no storage.
      }
    },
  };
}
