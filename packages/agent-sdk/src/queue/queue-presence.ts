/**
 * Whether this page is on the calls queue (API 15, 15a):
 *
 * 1. It starts off the queue; only `switch` changes that.
 * 2. The decision survives a lost connection: it is sent again on every new one.
 * 3. Joining needs a timetable that permits it, and waits until the timetable is known. Leaving is always possible.
 */
import type { PushCallback, Timetable } from "@videoengager/protocol/push/push-client";
import { VideoEngagerAgentError } from "../api/errors.ts";
import { type Running, race, throwIfAborted } from "../lib/operation.ts";

const REJOIN_AFTER_MS = 5_000;

export interface QueuePresenceDeps {
  readonly join: (callback: PushCallback) => void;
  readonly leave: (callback: PushCallback) => void;
  /** `isOnQueue` changed. */
  readonly onChange: (isOnQueue: boolean) => void;
  /** Stores the decision for a reload. */
  readonly remember: (isWanted: boolean) => void;
  readonly onError: (error: unknown) => void;
}

export class QueuePresence {
  readonly #deps: QueuePresenceDeps;
  readonly #waiting: Set<() => void> = new Set();
  #online = false;
  #timetable: Timetable | undefined;
  #isWanted = false;
  #isSent = false;
  #isOnQueue = false;
  #last: Promise<unknown> = Promise.resolve();
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: QueuePresenceDeps) {
    this.#deps = deps;
  }

  get isOnQueue(): boolean {
    return this.#isOnQueue;
  }

  setOnline(isOnline: boolean): void {
    this.#online = isOnline;
    this.#isSent = false;
    this.#changed();
  }

  setTimetable(timetable: Timetable): void {
    if (timetable === "off") this.#isSent = false;
    this.#timetable = timetable;
    this.#changed();
  }

  /** The platform counts this session as on the queue. */
  leaveIfUnwanted(): void {
    if (!this.#isWanted && !this.#isSent) this.#send("leave").catch(this.#deps.onError);
  }

  /** Joins again after a reload. */
  resume(): void {
    this.#want(true);
    void this.#rejoin();
  }

  /** Joins or leaves; without a target it toggles. Switches run one after the other. */
  switch(target: boolean | undefined, running: Running): Promise<void> {
    const run = async (): Promise<void> => {
      throwIfAborted(running.signal);
      const shallJoin = target ?? !this.#isOnQueue;
      if (shallJoin && !this.#online) throw offline();
      if (shallJoin !== this.#isOnQueue || shallJoin !== this.#isWanted)
        await (shallJoin ? this.#join(running) : this.#leave(running.signal));
    };
    const done = this.#last.then(run, run);
    this.#last = done.catch(() => {});
    return done;
  }

  stop(): void {
    clearTimeout(this.#retry);
    this.#want(false);
  }

  async #join({ signal, waitFor }: Running): Promise<void> {
    if (!this.#timetable) waitFor("the timetable");
    await this.#awaitTimetable(signal);
    try {
      this.#isSent = true;
      await this.#ask("join", signal);
    } catch (error) {
      this.#isSent = false;
      // An answer that was only late would leave the agent on the queue.
      if (this.#online) this.#send("leave").catch(() => {});
      throw error;
    }
    this.#want(true);
    this.#setOnQueue(true);
  }

  async #leave(signal: AbortSignal): Promise<void> {
    const wasWanted = this.#isWanted;
    this.#want(false);
    this.#isSent = false;
    try {
      if (this.#online) await this.#ask("leave", signal);
    } catch (error) {
      if (this.#online) {
        this.#want(wasWanted);
        throw error;
      }
    }
    this.#setOnQueue(false);
  }

  #awaitTimetable(signal: AbortSignal): Promise<void> {
    return race<void>(signal, ({ resolve, reject }) => {
      const check = (): void => {
        const timetable = this.#timetable;
        if (!this.#online) reject(offline());
        else if (timetable === "off")
          reject(
            refusal("The queue is closed because the timetable is off. Try again in opening hours.", {
              timetable,
            }),
          );
        else if (timetable) resolve();
      };
      this.#waiting.add(check);
      check();
      return () => this.#waiting.delete(check);
    });
  }

  #changed(): void {
    for (const check of this.#waiting) check();
    void this.#rejoin();
  }

  async #rejoin(): Promise<void> {
    clearTimeout(this.#retry);
    const timetable = this.#timetable;
    if (!this.#online || !this.#isWanted || this.#isSent || !timetable || timetable === "off") return;
    this.#isSent = true;
    try {
      await this.#send("join");
      if (this.#isWanted) this.#setOnQueue(true);
    } catch (error) {
      this.#deps.onError(error);
      this.#isSent = false;
      if (!this.#isWanted) return;
      this.#setOnQueue(false);
      this.#retry = setTimeout(() => this.#rejoin(), REJOIN_AFTER_MS);
    }
  }

  /** Asks the platform. Rejects as soon as the connection is lost: the answer went with it. */
  #ask(what: "join" | "leave", signal: AbortSignal): Promise<void> {
    return race<void>(signal, ({ resolve, reject }) => {
      const check = (): void => {
        if (!this.#online) reject(offline());
      };
      this.#waiting.add(check);
      this.#send(what).then(resolve, reject);
      return () => this.#waiting.delete(check);
    });
  }

  #send(what: "join" | "leave"): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#deps[what]((error) => (error ? reject(error) : resolve()));
    });
  }

  #want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    this.#deps.remember(isWanted);
  }

  #setOnQueue(value: boolean): void {
    if (this.#isOnQueue === value) return;
    this.#isOnQueue = value;
    this.#deps.onChange(value);
  }
}

function refusal(message: string, context: Record<string, unknown>): VideoEngagerAgentError {
  return new VideoEngagerAgentError("VE_UNHANDLED_ERROR", { message, context });
}

function offline(): VideoEngagerAgentError {
  return refusal("The agent is offline. Wait for the event `isOnline` and try again.", { isOnline: false });
}
