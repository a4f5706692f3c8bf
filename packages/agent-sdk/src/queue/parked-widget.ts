import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { parseWidgetMessage } from "@videoengager/protocol/widget/parse-widget-message";
import { WIDGET_ALLOW } from "@videoengager/protocol/widget/widget-url";
import { createWidgetIframe } from "../widget/dom-ui-handlers.ts";
import { addHiddenFrame } from "./hidden-frame.ts";

type WidgetPages = Pick<AgentSettings, "widgetPreloadUrl" | "parkedWidgetUrl">;

/** Browsers that move an iframe without loading it again. TypeScript has this of documents alone. */
interface Mover {
  readonly moveBefore?: (node: Node, child: null) => void;
}

/**
 * What the page loads of the widget while the agent is on the queue: where the browser can move it, a widget that waits for its call,
 * hidden, and with no device open; else a page that puts the widget's code into the cache.
 */
export class ParkedWidget {
  readonly #origin: string;
  readonly #usesDefaultUi: () => boolean;
  /** Undefined while the agent is off the queue. */
  #pages: WidgetPages | undefined;
  #iframe: HTMLIFrameElement | undefined;
  #isReady = false;
  #remove: (() => void) | undefined;

  /** @param usesDefaultUi whether the SDK itself puts the next widget into the page */
  constructor(origin: string, usesDefaultUi: () => boolean) {
    this.#origin = origin;
    this.#usesDefaultUi = usesDefaultUi;
  }

  /** The agent joined the queue, or left it. */
  follow(pages: WidgetPages | undefined): void {
    this.#pages = pages;
    if (pages) this.load();
    else this.#unload();
  }

  /** After a call: for the next one. Does nothing off the queue, and if it is loaded already. */
  load(): void {
    if (!this.#pages || this.#remove) return;
    const { widgetPreloadUrl, parkedWidgetUrl } = this.#pages;
    const canMove = this.#usesDefaultUi() && "moveBefore" in document.documentElement;
    const address = (canMove && parkedWidgetUrl) || widgetPreloadUrl;
    if (!address) return;
    const src = new URL(address, this.#origin).href;
    if (address !== parkedWidgetUrl) {
      this.#remove = addHiddenFrame({ src }).remove;
      return;
    }
    const iframe = createWidgetIframe(WIDGET_ALLOW);
    iframe.dataset.parked = "true";
    this.#iframe = iframe;
    const { remove } = addHiddenFrame({ src, frame: iframe });
    addEventListener("message", this.#read);
    this.#remove = () => {
      removeEventListener("message", this.#read);
      remove();
    };
  }

  /** Moves the widget into the container. Undefined if there is none, or it hasn't said hello. */
  take(container: HTMLElement): HTMLIFrameElement | undefined {
    const iframe = this.#iframe;
    if (!iframe || !this.#isReady || !container.isConnected) return undefined;
    (container as Mover).moveBefore?.(iframe, null);
    this.#unload();
    return iframe;
  }

  #unload(): void {
    this.#remove?.();
    this.#remove = this.#iframe = undefined;
    this.#isReady = false;
  }

  readonly #read = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (origin !== this.#origin || source !== this.#iframe?.contentWindow) return;
    const message = parseWidgetMessage(data);
    if (message && "type" in message && message.type === "hello")
      this.#isReady = message.capabilities.includes("resume");
  };
}
