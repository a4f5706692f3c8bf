import { parseWidgetMessage } from "@videoengager/protocol/widget/parse-widget-message";
import type { HangupCommand, WidgetToHostMessage } from "@videoengager/protocol/widget/widget-messages";

/** What is known of the widget's window: not yet anything, none that could be known, or the iframe. */
export type WidgetWindow = "unknown" | "any" | HTMLIFrameElement;

export interface WidgetChannel {
  /** Reads what came while the window was unknown. */
  flush(): void;
  /** Forgets it: it came from a document that is replaced. */
  drop(): void;
  hangUp(): boolean;
  close(): void;
}

/**
 * The only postMessage code. A message counts from the widget's window and origin (where the application gives
 * no iframe: the origin alone) and in its shape. Until the window is known, messages wait.
 */
export function openWidgetChannel(
  origin: string,
  getWindow: () => WidgetWindow,
  listener: (message: WidgetToHostMessage) => void,
): WidgetChannel {
  let waiting: MessageEvent<unknown>[] = [];
  let canHangUp: MessageEventSource | null = null;

  const read = (event: MessageEvent<unknown>): void => {
    const from = getWindow();
    if (event.origin !== origin || !event.source) return;
    if (from === "unknown") waiting.push(event);
    else if (from === "any" || event.source === from.contentWindow) {
      const message = parseWidgetMessage(event.data);
      if (!message) return;
      if ("type" in message && message.type === "hello")
        canHangUp = message.capabilities.includes("hangup") ? event.source : null;
      listener(message);
    }
  };
  window.addEventListener("message", read);

  return {
    flush() {
      for (const event of waiting.splice(0)) read(event);
    },
    drop() {
      waiting = [];
    },
    hangUp() {
      const command: HangupCommand = { ve: 1, type: "hangup", id: Math.random().toString(36).slice(2) };
      canHangUp?.postMessage(command, { targetOrigin: origin });
      return !!canHangUp;
    },
    close: () => window.removeEventListener("message", read),
  };
}
