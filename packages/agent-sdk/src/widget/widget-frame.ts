import { WIDGET_ALLOW } from "@videoengager/protocol/widget/widget-url";
import type { WidgetPort } from "../calls/widget-port.ts";
import type { Logger, UiHandlers } from "../options.ts";
import { OpenWidget } from "./open-widget.ts";

export interface WidgetFrameOptions {
  readonly origin: string;
  readonly containerId: string;
  /** Those in force when a widget is opened; they close it, too. */
  readonly getHandlers: () => UiHandlers;
  readonly logger: Logger;
}

/** The page's one place for a widget. */
export function createWidgetFrame({
  origin,
  containerId,
  getHandlers,
  logger,
}: WidgetFrameOptions): WidgetPort {
  const config = Object.freeze({ containerId, allow: WIDGET_ALLOW });
  let current: OpenWidget | undefined;
  return {
    open(url, listener) {
      current = new OpenWidget({ url, origin, handlers: getHandlers(), config, logger, listener });
      return current.opened;
    },
    async close() {
      const closing = current;
      current = undefined;
      await closing?.close(() => !!current);
    },
    hangUp: () => !!current?.channel.hangUp(),
  };
}
