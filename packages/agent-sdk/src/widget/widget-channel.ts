import { parseWidgetMessage } from "@videoengager/protocol/widget/parse-widget-message";
import type { HangupCommand, WidgetToHostMessage } from "@videoengager/protocol/widget/widget-messages";

/** What is known of the widget's window: not yet anything, none that could be known, or the iframe. */
export type WidgetWindow = "unknown" | "any" | HTMLIFrameElement;

/**
 * The only postMessage code. A message counts from the widget's window and origin (where the application gives
 * no iframe: the origin alone) and in its shape. Until the window is known, messages wait.
 */
export class WidgetChannel {
  readonly #origin: string;
  readonly #getWindow: () => WidgetWindow;
  readonly #listener: (message: WidgetToHostMessage) => void;
  #waiting: MessageEvent<unknown>[] = [];
  #canHangUp: MessageEventSource | null = null;

  constructor(
    origin: string,
    getWindow: () => WidgetWindow,
    listener: (message: WidgetToHostMessage) => void,
  ) {
    this.#origin = origin;
    this.#getWindow = getWindow;
    this.#listener = listener;
    addEventListener("message", this.#read);
  }

  /** Reads what came while the window was unknown. */
  flush(): void {
    this.#waiting.splice(0).forEach(this.#read);
  }

  /** Forgets it: it came from a document that is replaced. */
  drop(): void {
    this.#waiting = [];
  }

  /** Asks a widget that said it understands to hang up; false for any other. */
  hangUp(): boolean {
    const command: HangupCommand = { ve: 1, type: "hangup", id: Math.random().toString(36).slice(2) };
    this.#canHangUp?.postMessage(command, { targetOrigin: this.#origin });
    return !!this.#canHangUp;
  }

  close(): void {
    removeEventListener("message", this.#read);
  }

  readonly #read = (event: MessageEvent<unknown>): void => {
    const { origin, source, data } = event;
    const from = this.#getWindow();
    if (origin !== this.#origin || !source) return;
    if (from === "unknown") this.#waiting.push(event);
    else if (from === "any" || source === from.contentWindow) {
      const message = parseWidgetMessage(data);
      if (!message) return;
      if ("type" in message && message.type === "hello")
        this.#canHangUp = message.capabilities.includes("hangup") ? source : null;
      this.#listener(message);
    }
  };
}
