/** Whether this tab had decided to be on the queue, over a reload. A page that may store nothing simply forgets. */
export class QueueMemory {
  readonly #key: string;

  /** @param origin the platform's */
  constructor(origin: string) {
    this.#key = `videoengager-queue:${origin}`;
  }

  get isDecided(): boolean {
    try {
      return sessionStorage.getItem(this.#key) !== null;
    } catch {
      return false;
    }
  }

  set isDecided(value: boolean) {
    try {
      if (value) sessionStorage.setItem(this.#key, "1");
      else sessionStorage.removeItem(this.#key);
    } catch {
      // A sandboxed page has no storage.
    }
  }
}
