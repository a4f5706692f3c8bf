import type { HostToWidgetMessage, WidgetToHostMessage } from "@videoengager/protocol/widget/widget-messages";

/**
 * What happens to the widget's iframe:
 * `opening` the UI handler runs · `failed` the UI handler failed · `ended` nobody waits for the widget any more · `opened` it is shown · `loaded` its document has loaded · `silent` it has loaded and says nothing, as the original's widget may ·
 * `notFound` the UI handlers gave no iframe and no message came · `lost` its document was replaced and does not answer ·
 * `removed` the application removed the iframe · `blocked` the browser or the platform refuses to show it.
 */
export type FrameSignal =
  | {
      readonly frame: "opening" | "opened" | "loaded" | "silent" | "notFound" | "lost" | "removed" | "ended";
    }
  | { readonly frame: "failed"; readonly error: unknown }
  | { readonly frame: "blocked"; readonly message: string };

/** Everything that the call rules get from a widget. */
export type WidgetSignal = WidgetToHostMessage | FrameSignal;

/** One widget, as the call rules need it. */
export interface Widget {
  /** Whether the widget's hello named this capability. */
  understands(capability: string): boolean;
  /**
   * Posts a command. Nothing is sent before the widget's first message.
   *
   * @param delegate a permission that the person's last click gives to the widget
   * @throws what `postMessage` throws if there was no click to delegate
   */
  send(command: HostToWidgetMessage, delegate?: string): void;
  /**
   * Removes the widget, within a bounded time. No signal comes after this call.
   *
   * @param isReplaced whether another widget is open by the time that a slow UI handler answers
   */
  close(isReplaced: () => boolean): Promise<void>;
}

/** Calls the watcher with every signal until the returned function is called. */
export type Watch = (watcher: (signal: WidgetSignal) => void) => () => void;
