/** Runs work after a delay; returns how to cancel it. */
export type SetTimer = (work: () => void, delayMs: number) => () => void;

/** The platform sends `alive` every 5 s. If two are missing, the connection is dead. */
const SILENT_AFTER_MS = 11_000;
/** A page that was blocked (`confirm()`, a debugger) runs its timers before it reads the messages that arrived in the meantime. */
const GRACE_MS = 1_000;

/**
 * Notices a connection that died without a close frame: the network swallows packets, or the computer slept. `onSilent` is called 12 s
 * after the last message.
 */
export class SilenceWatch {
  readonly #setTimer: SetTimer;
  readonly #onSilent: () => void;
  #stopTimer: () => void = () => {};

  constructor(setTimer: SetTimer, onSilent: () => void) {
    this.#setTimer = setTimer;
    this.#onSilent = onSilent;
  }

  /** Restarts the timeout: the socket opened, or a message arrived. */
  restart(): void {
    this.stop();
    this.#stopTimer = this.#setTimer(() => {
      this.#stopTimer = this.#setTimer(this.#onSilent, GRACE_MS);
    }, SILENT_AFTER_MS);
  }

  stop(): void {
    this.#stopTimer();
  }
}
