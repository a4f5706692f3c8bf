/** Runs the queue machine: requests to the platform, the operation that waits, the retry's timer. */
import type { PushCallback } from "@videoengager/protocol/push/push-client";
import { type Running, race, throwIfAborted } from "../lib/operation.ts";
import { failure } from "./failure.ts";
import {
  isOnQueue,
  isWanted,
  OFF,
  type QueueInput,
  type QueueState,
  REJOIN_AFTER_MS,
  type SwitchOutcome,
  stepQueue,
} from "./queue-machine.ts";

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
  #state: QueueState = OFF;
  /** The last request. Answers to earlier ones are ignored. */
  #request = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #settle: ((outcome: SwitchOutcome) => void) | undefined;

  constructor(deps: QueuePresenceDeps) {
    this.#deps = deps;
  }

  get isOnQueue(): boolean {
    return isOnQueue(this.#state);
  }

  /** Joins or leaves; without a target it toggles. Switches run one after the other. */
  switch(target: boolean | undefined, running: Running): Promise<void> {
    const run = (): Promise<void> => this.#switch(target ?? !this.isOnQueue, running);
    const done = this.#last.then(run, run);
    this.#last = done.catch(() => {});
    return done;
  }

  async #switch(isJoin: boolean, { signal, waitFor }: Running): Promise<void> {
    throwIfAborted(signal);
    const abort = (): void => this.dispatch({ type: "abort" });
    signal.addEventListener("abort", abort);
    try {
      await race<void>(signal, ({ resolve, reject }) => {
        this.#settle = (outcome) => (outcome === "done" ? resolve() : reject(describe(outcome)));
        this.dispatch({ type: isJoin ? "join" : "leave" });
        waitFor(this.#state.name === "waiting" ? "the timetable" : "the platform's answer");
      });
    } finally {
      signal.removeEventListener("abort", abort);
      this.#settle = undefined;
    }
  }

  /** Takes what happened: to the connection, the timetable or the page. */
  dispatch(input: QueueInput): void {
    const before = this.#state;
    const { state, send, outcome, refused } = stepQueue(before, input);
    this.#state = state;
    if (state.name !== before.name) clearTimeout(this.#retry);
    if (isWanted(state) !== isWanted(before)) this.#deps.remember(isWanted(state));
    if (state.name !== "stopped" && isOnQueue(state) !== isOnQueue(before))
      this.#deps.onChange(isOnQueue(state));
    if (refused !== undefined) {
      this.#deps.onError(refused);
      this.#retry = setTimeout(() => this.dispatch({ type: "due" }), REJOIN_AFTER_MS);
    }
    if (send) this.#send(send);
    if (outcome) this.#settle?.(outcome);
  }

  #send(what: "join" | "leave"): void {
    this.#request += 1;
    const request = this.#request;
    const answer = (error: unknown): void => {
      if (request === this.#request) this.dispatch({ type: "answered", error });
    };
    try {
      this.#deps[what](answer);
    } catch (error) {
      answer(error);
    }
  }
}

function describe(outcome: Exclude<SwitchOutcome, "done">): unknown {
  if (typeof outcome === "object") return outcome.error;
  return outcome === "offline"
    ? failure("The agent is offline. Wait for the event `isOnline` and try again.", { isOnline: false })
    : failure("The queue is closed because the timetable is off. Try again in opening hours.", {
        timetable: "off",
      });
}
