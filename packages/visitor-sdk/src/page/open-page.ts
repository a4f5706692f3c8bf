/** The visitor's page in an iframe, a popup or a tab: the only postMessage code. */
import { parseVisitorPageMessage } from "@videoengager/protocol/widget/parse-visitor-page-message";
import type { VisitorPageMessage } from "@videoengager/protocol/widget/visitor-page-messages";
import type { HangupCommand } from "@videoengager/protocol/widget/widget-messages";
import { WIDGET_ALLOW } from "@videoengager/protocol/widget/widget-url";
import { VisitorCallError } from "../api/errors.ts";
import type { Opening } from "../api/options.ts";

/** A place for the visitor's page, before and after it has an address. */
export interface PagePlace {
  /** Null while it doesn't exist. */
  readonly window: Window | null;
  readonly isOpen: boolean;
  load(link: string): void;
  close(): void;
}

const POPUP_FEATURES = "popup,width=480,height=760";

/**
 * Prepares the place. A window is opened at once, because a browser permits that only during a click.
 *
 * @throws VisitorCallError `popup-blocked`
 */
export function openPlace(opening: Opening): PagePlace {
  return opening.how === "inline" ? new InlinePlace(opening.container) : openWindow(opening.how);
}

class InlinePlace implements PagePlace {
  readonly #container: Element;
  readonly #iframe: HTMLIFrameElement;

  constructor(container: Element) {
    this.#container = container;
    this.#iframe = document.createElement("iframe");
    this.#iframe.title = "Video call";
    this.#iframe.allow = WIDGET_ALLOW;
    // The visitor's page speaks only to a page whose origin it knows; this page's own policy may hide it.
    this.#iframe.referrerPolicy = "strict-origin";
    this.#iframe.style.cssText = "display:block;width:100%;height:100%;min-height:32rem;border:0";
  }

  get window(): Window | null {
    return this.#iframe.contentWindow;
  }

  get isOpen(): boolean {
    return this.#iframe.isConnected;
  }

  load(link: string): void {
    this.#iframe.src = link;
    this.#container.append(this.#iframe);
  }

  close(): void {
    this.#iframe.remove();
  }
}

function openWindow(how: "popup" | "tab"): PagePlace {
  const target = `video-call-${Math.random().toString(36).slice(2)}`;
  const opened = window.open("about:blank", target, how === "popup" ? POPUP_FEATURES : "");
  if (opened === null) throw new VisitorCallError("popup-blocked");
  return {
    window: opened,
    get isOpen() {
      return !opened.closed;
    },
    load(link) {
      // A link can name its referrer policy; with that of this page, the visitor's page may not know whom to speak to.
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.target = target;
      anchor.rel = "opener";
      anchor.referrerPolicy = "strict-origin";
      anchor.click();
    },
    close: () => opened.close(),
  };
}

/** Calls back with the page's messages. Those of other windows and origins are ignored. */
export function listenTo(
  place: PagePlace,
  origin: string,
  life: AbortSignal,
  onMessage: (message: VisitorPageMessage) => void,
): void {
  window.addEventListener(
    "message",
    ({ source, origin: sender, data }: MessageEvent<unknown>) => {
      if (source === null || source !== place.window || sender !== origin) return;
      const message = parseVisitorPageMessage(data);
      if (message !== null) onMessage(message);
    },
    { signal: life },
  );
}

/** Asks the page to hang up. */
export function sendHangUp(place: PagePlace, origin: string): void {
  const command: HangupCommand = { ve: 1, type: "hangup", id: "visitor" };
  place.window?.postMessage(command, origin);
}
