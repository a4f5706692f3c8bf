import type { PushEvent } from "@videoengager/protocol/push/push-client";
import { callSafely } from "./call-safely.ts";

type Listener = (...values: never[]) => void;

/** The listeners of the connection's events. A listener of `*` gets every event, with its name first. */
export class PushEvents {
  readonly #listeners: Map<PushEvent | "*", Set<Listener>> = new Map();

  on(event: PushEvent | "*", listener: Listener): void {
    const listeners = this.#listeners.get(event);
    if (listeners) listeners.add(listener);
    else this.#listeners.set(event, new Set([listener]));
  }

  /** Removes a listener, or all listeners of the event. */
  off(event: PushEvent | "*", listener?: Listener): void {
    if (listener) this.#listeners.get(event)?.delete(listener);
    else this.#listeners.delete(event);
  }

  emit(event: PushEvent, detail?: unknown): void {
    for (const listener of new Set(this.#listeners.get(event)))
      callSafely(() => (listener as (detail?: unknown) => void)(detail));
    for (const listener of new Set(this.#listeners.get("*")))
      callSafely(() => (listener as (event: PushEvent, detail?: unknown) => void)(event, detail));
  }
}
