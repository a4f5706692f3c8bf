import type { WidgetToHostMessage } from "@videoengager/protocol/widget/widget-messages";

/**
 * What becomes of the widget's iframe: `opened` it is shown · `loaded` its document has loaded · `unreachable` the
 * platform cannot be reached · `frameless` the application's handlers give no iframe · `removed` the application took
 * the iframe away.
 */
export interface FrameSignal {
  readonly type: "opened" | "loaded" | "unreachable" | "frameless" | "removed";
}

/** What the rules hear of the widget: its messages, and what becomes of its iframe. */
export type WidgetSignal = WidgetToHostMessage | FrameSignal;

/** One widget, as the rules need it. */
export interface Widget {
  /** Settles when it is shown; rejects if the UI handler does. */
  readonly opened: Promise<void>;
  /** Asks a widget that understands it to hang up; false for one that doesn't. */
  hangUp(): boolean;
  /**
   * Takes it away. Bounded in time; no signal comes after it was called.
   *
   * @param isReplaced whether another widget is open by the time that a slow UI handler answers
   */
  close(isReplaced: () => boolean): Promise<void>;
}

/** Follows the widget's signals until the returned function is called. */
export type Watch = (watcher: (signal: WidgetSignal) => void) => () => void;
