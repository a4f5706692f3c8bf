/**
 * The widget's iframe, whoever makes it:
 *
 * 1. `openIframe` is called; from then on `getIframe` is asked until one of them gives the iframe, up to 2 s after
 *    `openIframe` has answered. Without one the widget goes by its origin alone.
 * 2. An iframe whose `allow` lacks something would have no camera: it is completed, and the document loaded anew by way
 *    of about:blank, because a browser reads `allow` when a load begins and skips an address that is in flight already.
 * 3. `load` without a word from the widget: is the platform there at all? A browser's error page loads, too.
 * 4. The application taking the iframe out of the page is noticed.
 */
import { WIDGET_ALLOW } from "@videoengager/protocol/widget/widget-url";
import type { WidgetPort, WidgetSignal } from "../calls/widget-port.ts";
import { VideoEngagerAgentError } from "../errors.ts";
import { decide } from "../lib/operation.ts";
import type { Logger, UiHandlers, WidgetConfig } from "../options.ts";
import { completeAllow } from "./complete-allow.ts";
import { watchRemoval } from "./watch-removal.ts";
import { openWidgetChannel, type WidgetChannel, type WidgetWindow } from "./widget-channel.ts";

/** How long `getIframe` is asked after `openIframe` has answered, and how often. */
const IFRAME_WAIT_MS = 2_000;
const IFRAME_ASK_MS = 50;
const CLOSE_TIMEOUT_MS = 5_000;

export interface WidgetFrameOptions {
  readonly origin: string;
  readonly containerId: string;
  /** Those in force when a widget is opened; they close it, too. */
  readonly getHandlers: () => UiHandlers;
  readonly logger: Logger;
}

interface OpenWidget {
  readonly channel: WidgetChannel;
  readonly opened: Promise<void>;
  close(): Promise<void>;
}

export function createWidgetFrame({
  origin,
  containerId,
  getHandlers,
  logger,
}: WidgetFrameOptions): WidgetPort {
  const config: WidgetConfig = Object.freeze({ containerId, allow: WIDGET_ALLOW });
  let current: OpenWidget | undefined;

  const openWidget = (url: string, listener: (signal: WidgetSignal) => void): OpenWidget => {
    const handlers = getHandlers();
    const life = new AbortController();
    const { signal } = life;
    const told = new Set<string>();
    let frame: WidgetWindow = "unknown";
    let isReloading = false;
    let hasAnswered = false;
    let askTimer: ReturnType<typeof setTimeout> | undefined;
    let waitTimer: ReturnType<typeof setTimeout> | undefined;

    const tell = (type: "opened" | "loaded" | "unreachable" | "frameless" | "removed"): void => {
      if (signal.aborted || told.has(type)) return;
      told.add(type);
      listener({ type });
    };
    const channel = openWidgetChannel(
      origin,
      () => (isReloading ? "unknown" : frame),
      (message) => {
        told.add("unreachable");
        listener(message);
      },
    );

    const loaded = (): void => {
      tell("loaded");
      if (!told.has("unreachable"))
        fetch(origin, { mode: "no-cors", cache: "no-store", credentials: "omit", signal }).catch(() =>
          tell("unreachable"),
        );
    };
    const adopt = (iframe: HTMLIFrameElement): void => {
      if (frame !== "unknown" || signal.aborted) return;
      frame = iframe;
      const isBlank = (): boolean => iframe.contentDocument?.URL === "about:blank";
      const wasLoading = iframe.isConnected;
      if (completeAllow(iframe)) {
        logger.warn(`The iframe lacked permissions. Before its src, set: iframe.allow = "${WIDGET_ALLOW}"`);
        isReloading = wasLoading;
      }
      const onLoad = (): void => {
        if (!isReloading) {
          if (!isBlank()) loaded();
        } else if (isBlank()) {
          isReloading = false;
          channel.drop();
          iframe.src = url;
        }
      };
      iframe.addEventListener("load", onLoad, { signal });
      signal.addEventListener(
        "abort",
        watchRemoval(iframe, () => tell("removed")),
      );
      tell("opened");
      if (isReloading) iframe.src = "about:blank";
      else if (wasLoading && iframe.contentDocument === null) loaded();
      channel.flush();
    };

    const ask = async (): Promise<void> => {
      try {
        const found = await handlers.getIframe(config);
        if (isIframe(found) && (hasAnswered || found.src === url)) adopt(found);
      } catch {
        // An application's getIframe may fail as long as there is nothing to get.
      }
      if (frame === "unknown" && !signal.aborted) askTimer = setTimeout(ask, IFRAME_ASK_MS);
    };
    const answer = (async () => handlers.openIframe(url, config))();
    const opened = answer.then((given) => {
      hasAnswered = true;
      if (signal.aborted) return;
      if (isIframe(given)) adopt(given);
      tell("opened");
      waitTimer = setTimeout(() => {
        if (frame !== "unknown") return;
        frame = "any";
        tell("frameless");
        channel.flush();
      }, IFRAME_WAIT_MS);
    });
    void ask();

    return {
      channel,
      opened,
      async close() {
        life.abort();
        channel.close();
        clearTimeout(askTimer);
        clearTimeout(waitTimer);
        // What opens after it was closed must not stay.
        if (!hasAnswered) opened.then(() => current || handlers.closeIframe(config)).catch(() => {});
        await decide(undefined, ({ resolve, reject, after }) => {
          (async () => handlers.closeIframe(config))().then(resolve, reject);
          after(CLOSE_TIMEOUT_MS, () => reject(new VideoEngagerAgentError("OPERATION_TIMEOUT")));
        });
      },
    };
  };

  return {
    open(url, listener) {
      current = openWidget(url, listener);
      return current.opened;
    },
    async close() {
      const closing = current;
      current = undefined;
      await closing?.close();
    },
    hangUp: () => !!current?.channel.hangUp(),
  };
}

function isIframe(value: unknown): value is HTMLIFrameElement {
  return (value as Partial<Element> | null | undefined)?.tagName === "IFRAME";
}
