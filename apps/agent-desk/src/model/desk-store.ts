import type { DeskAction } from "./desk-action.ts";
import { type DeskState, SIGNED_OUT } from "./desk-state.ts";
import { reduceDesk } from "./reduce-desk.ts";

export type DeskListener = (state: DeskState) => void;

/** Holds the {@link DeskState}. Only {@link dispatch} changes it. */
export class DeskStore {
  #state: DeskState = SIGNED_OUT;
  readonly #listeners = new Set<DeskListener>();

  get state(): DeskState {
    return this.#state;
  }

  readonly dispatch = (action: DeskAction): void => {
    this.#state = reduceDesk(this.#state, action);
    for (const listener of this.#listeners) listener(this.#state);
  };

  /** Calls the listener now and after every change. */
  watch(listener: DeskListener): void {
    this.#listeners.add(listener);
    listener(this.#state);
  }
}
