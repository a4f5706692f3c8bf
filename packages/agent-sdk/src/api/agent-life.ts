import { ignoreRejection, runOperation, withSignal } from "../lib/operation.ts";
import type { Runtime } from "./runtime.ts";
import type { Settings } from "./settings.ts";

/** An agent's life, from `init()` to `destroy()`. Several `init()` calls with the same options share one. */
export class AgentLife {
  readonly settings: Settings;
  /** Identifies `init()` calls with the same options. */
  readonly key: string;
  readonly controller: AbortController = new AbortController();
  ready: Promise<void> = Promise.resolve();
  runtime: Runtime | undefined;
  #callers = 0;

  constructor(settings: Settings, key: string) {
    this.settings = settings;
    this.key = key;
  }

  /**
   * Waits on behalf of one caller. While `init()` runs, the life ends when all its callers have aborted. Callers without a signal never
   * leave, and get the same promise.
   */
  join(signal: unknown): Promise<void> {
    this.#callers += 1;
    return signal === undefined ? this.ready : ignoreRejection(this.#joinUntil(signal));
  }

  async #joinUntil(signal: unknown): Promise<void> {
    let isWaiting = true;
    const leave = (): void => {
      if (isWaiting) this.#callers -= 1;
      isWaiting = false;
      if (!this.#callers && !this.runtime) this.controller.abort();
    };
    try {
      await runOperation({ operation: "init", options: { signal } }, (running) => {
        running.signal.addEventListener("abort", leave);
        return withSignal(this.ready, running.signal);
      });
    } finally {
      leave();
    }
  }
}
