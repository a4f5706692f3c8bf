/** Whether this tab had decided to be on the queue, over a reload. A page that may store nothing simply forgets. */
export interface QueueMemory {
  readonly wasDecided: () => boolean;
  readonly remember: (isDecided: boolean) => void;
}

/** @param getAgent tells one agent from the others of this tab; asked when there is something to remember */
export function createQueueMemory(getAgent: () => string): QueueMemory {
  const getKey = (): string => `videoengager-queue:${getAgent()}`;
  return {
    wasDecided() {
      try {
        return !!sessionStorage.getItem(getKey());
      } catch {
        return false;
      }
    },
    remember(isDecided) {
      try {
        if (isDecided) sessionStorage.setItem(getKey(), "1");
        else sessionStorage.removeItem(getKey());
      } catch {
        // A sandboxed page has no storage.
      }
    },
  };
}
