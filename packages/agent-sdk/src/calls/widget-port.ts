import type { WidgetToHostMessage } from "@videoengager/protocol/widget/widget-messages";

/**
 * What the rules hear of the widget: its messages, and
 * `opened` it is shown · `loaded` its document has loaded · `unreachable` the platform cannot be reached ·
 * `frameless` the application's handlers give no iframe · `removed` the application took the iframe away.
 */
export type WidgetSignal =
  | WidgetToHostMessage
  | { readonly type: "opened" | "loaded" | "unreachable" | "frameless" | "removed" };

/** The widget, as the rules need it: one at a time. */
export interface WidgetPort {
  /** Shows the widget and tells what it does; rejects if the UI handler does. */
  open(url: string, listener: (signal: WidgetSignal) => void): Promise<void>;
  /** Takes it away. Bounded in time; no signal comes after it was called. */
  close(): Promise<void>;
  /** Asks a widget that understands it to hang up; false for one that doesn't. */
  hangUp(): boolean;
}

/** Follows the widget's signals until the returned function is called. */
export type Watch = (watcher: (signal: WidgetSignal) => void) => () => void;
