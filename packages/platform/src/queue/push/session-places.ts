/** Counts each agent's sessions on this node. Take a place before the first `await`, so that sessions that open at once are counted. */
export class SessionPlaces {
  readonly #max: number;
  readonly #taken: Map<string, number> = new Map();

  /** @param max sessions of one agent */
  constructor(max: number) {
    this.#max = max;
  }

  /** @returns gives the place back, once however often it is called; null if all are taken */
  take(agentId: string): (() => void) | null {
    const taken = this.#taken.get(agentId) ?? 0;
    if (taken >= this.#max) return null;
    this.#taken.set(agentId, taken + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const left = (this.#taken.get(agentId) ?? 1) - 1;
      if (left > 0) this.#taken.set(agentId, left);
      else this.#taken.delete(agentId);
    };
  }
}
