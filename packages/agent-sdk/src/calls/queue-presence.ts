/**
 * Whether this page is on the calls queue (API 15, 15a):
 *
 * 1. It starts off the queue; only its own decision, by `switch`, puts it there.
 * 2. The decision survives a lost connection: it is stated again on every new one.
 * 3. Joining needs a timetable that permits it; until it is known, joining waits. Leaving is always possible.
 */
import type { PushCallback, Timetable } from "@videoengager/protocol/push/push-client";
import { VideoEngagerAgentError } from "../errors.ts";
import { decide } from "../lib/operation.ts";

const RESTATE_AFTER_MS = 5_000;

export interface QueuePresencePort {
  readonly join: (callback: PushCallback) => void;
  readonly leave: (callback: PushCallback) => void;
  /** Of `isOnQueue`. */
  readonly onChange: (isOnQueue: boolean) => void;
  /** Keeps the decision for a reload. */
  readonly remember: (isDecided: boolean) => void;
  readonly onError: (error: unknown) => void;
}

export class QueuePresence {
  readonly #port: QueuePresencePort;
  readonly #waiting: Set<() => void> = new Set();
  #online = false;
  #timetable: Timetable | undefined;
  #isDecided = false;
  #isStated = false;
  #isOnQueue = false;
  #last: Promise<unknown> = Promise.resolve();
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(port: QueuePresencePort) {
    this.#port = port;
  }

  get isOnQueue(): boolean {
    return this.#isOnQueue;
  }

  setOnline(isOnline: boolean): void {
    this.#online = isOnline;
    this.#isStated = false;
    this.#changed();
  }

  setTimetable(timetable: Timetable): void {
    if (timetable === "off") this.#isStated = false;
    this.#timetable = timetable;
    this.#changed();
  }

  /** The platform counts this session to the queue. */
  heardOnQueue(): void {
    if (!this.#isDecided && !this.#isStated) this.#tell("leave").catch(this.#port.onError);
  }

  /** Takes up a decision that was made before a reload. */
  resume(): void {
    this.#decideFor(true);
    void this.#restate();
  }

  /** Joins or leaves; without a target, the other of the two. One after the other. */
  switch(target: boolean | undefined, signal: AbortSignal): Promise<void> {
    const run = async (): Promise<void> => {
      signal.throwIfAborted();
      const isWanted = target ?? !this.#isOnQueue;
      if (isWanted !== this.#isOnQueue || isWanted !== this.#isDecided)
        await (isWanted ? this.#join(signal) : this.#leave(signal));
    };
    const done = this.#last.then(run, run);
    this.#last = done.catch(() => {});
    return done;
  }

  stop(): void {
    clearTimeout(this.#retry);
    this.#decideFor(false);
  }

  async #join(signal: AbortSignal): Promise<void> {
    await this.#awaitTimetable(signal);
    try {
      this.#isStated = true;
      await this.#ask("join", signal);
    } catch (error) {
      this.#isStated = false;
      // An answer that was only late would leave the agent on the queue.
      if (this.#online) this.#tell("leave").catch(() => {});
      throw error;
    }
    this.#decideFor(true);
    this.#setOnQueue(true);
  }

  async #leave(signal: AbortSignal): Promise<void> {
    const wasDecided = this.#isDecided;
    this.#decideFor(false);
    this.#isStated = false;
    try {
      if (this.#online) await this.#ask("leave", signal);
    } catch (error) {
      if (this.#online) {
        this.#decideFor(wasDecided);
        throw error;
      }
    }
    this.#setOnQueue(false);
  }

  #awaitTimetable(signal: AbortSignal): Promise<void> {
    return decide<void>(signal, ({ resolve, reject }) => {
      const check = (): void => {
        const timetable = this.#timetable;
        if (!this.#online) reject(offline());
        else if (timetable === "off")
          reject(refusal("The timetable is off: the queue is closed now.", { timetable }));
        else if (timetable) resolve();
      };
      this.#waiting.add(check);
      check();
      return () => this.#waiting.delete(check);
    });
  }

  #changed(): void {
    for (const check of this.#waiting) check();
    void this.#restate();
  }

  async #restate(): Promise<void> {
    clearTimeout(this.#retry);
    const timetable = this.#timetable;
    if (!this.#online || !this.#isDecided || this.#isStated || !timetable || timetable === "off") return;
    this.#isStated = true;
    try {
      await this.#tell("join");
      if (this.#isDecided) this.#setOnQueue(true);
    } catch (error) {
      this.#port.onError(error);
      this.#isStated = false;
      if (!this.#isDecided) return;
      this.#setOnQueue(false);
      this.#retry = setTimeout(() => this.#restate(), RESTATE_AFTER_MS);
    }
  }

  /** Asks the platform. Rejects as soon as the connection is lost: the answer went with it. */
  #ask(what: "join" | "leave", signal: AbortSignal): Promise<void> {
    return decide<void>(signal, ({ resolve, reject }) => {
      const check = (): void => {
        if (!this.#online) reject(offline());
      };
      this.#waiting.add(check);
      this.#tell(what).then(resolve, reject);
      return () => this.#waiting.delete(check);
    });
  }

  #tell(what: "join" | "leave"): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#port[what]((error) => (error ? reject(error) : resolve()));
    });
  }

  #decideFor(isDecided: boolean): void {
    this.#isDecided = isDecided;
    this.#port.remember(isDecided);
  }

  #setOnQueue(value: boolean): void {
    if (this.#isOnQueue === value) return;
    this.#isOnQueue = value;
    this.#port.onChange(value);
  }
}

function refusal(message: string, context: Record<string, unknown>): VideoEngagerAgentError {
  return new VideoEngagerAgentError("VE_UNHANDLED_ERROR", { message, context });
}

function offline(): VideoEngagerAgentError {
  return refusal("The agent is offline. Try again when it is online.", { isOnline: false });
}
