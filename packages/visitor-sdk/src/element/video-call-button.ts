import type { VisitorState } from "../call/visitor-state.ts";
import { CallButton } from "./call-button.ts";

/**
 * `<video-call-button tenant="…" domain="…">`: a button that starts a video call and ends it, and says how it goes.
 *
 * Attributes: `tenant`, `domain`, `open` (`popup`, `tab` or `inline`; default `popup`), `name`, `email`, `phone`, `custom-data` (a JSON
 * object), `lang`. They are read at each click. Its content replaces the words on the button. Dispatches `statechange` with the
 * {@link VisitorState} as `detail`.
 */
export interface VideoCallButtonElement extends HTMLElement {
  /** Where the call stands now. */
  readonly state: VisitorState;
  /** Ends the call and closes the page. */
  end(): Promise<void>;
}

/** A class can't extend `HTMLElement` on a server, so it is made when it is defined. */
export function createElementClass(): new () => VideoCallButtonElement {
  return class extends HTMLElement implements VideoCallButtonElement {
    static readonly observedAttributes: readonly string[] = ["lang"];

    readonly #button: CallButton = new CallButton(this);

    get state(): VisitorState {
      return this.#button.state;
    }

    end(): Promise<void> {
      return this.#button.end();
    }

    connectedCallback(): void {
      this.#button.render();
    }

    attributeChangedCallback(): void {
      this.#button.render();
    }

    disconnectedCallback(): void {
      // A call in a window goes on if the element is only moved.
      queueMicrotask(() => {
        if (!this.isConnected) void this.end();
      });
    }
  };
}
