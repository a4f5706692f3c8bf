/** A value in the browser's storage. A browser that blocks its storage stores nothing, and what was stored is not trusted. */
export class StoredValue {
  readonly #area: "sessionStorage" | "localStorage";
  readonly #key: string;

  /** @param area `sessionStorage`: for a reload of this tab. `localStorage`: for this browser. */
  constructor(area: "sessionStorage" | "localStorage", key: string) {
    this.#area = area;
    this.#key = key;
  }

  /** Null where nothing can be read. */
  read(): unknown {
    try {
      return JSON.parse(globalThis[this.#area].getItem(this.#key) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param value null removes it */
  write(value: unknown): void {
    try {
      if (value === null) globalThis[this.#area].removeItem(this.#key);
      else globalThis[this.#area].setItem(this.#key, JSON.stringify(value));
    } catch {
      // Blocked or full storage keeps nothing: the value lasts until the next reload.
    }
  }
}
