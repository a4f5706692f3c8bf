/**
 * One widget's iframe, whoever makes it:
 *
 * 1. `openIframe` is called; from then on `getIframe` is asked until one of them gives the iframe, up to 2 s after
 *    `openIframe` has answered. Without one the widget goes by its origin alone.
 * 2. An iframe whose `allow` lacks something would have no camera: it is completed, and the document loaded anew by way
 *    of about:blank, because a browser reads `allow` when a load begins and skips an address that is in flight already.
 * 3. `load` without a word from the widget: is the platform there at all? A browser's error page loads, too.
 * 4. The application taking the iframe out of the page is noticed.
 */
import { WIDGET_ALLOW } from "@videoengager/protocol/widget/widget-url";
import type { WidgetSignal } from "../calls/widget-port.ts";
import { VideoEngagerAgentError } from "../errors.ts";
import { decide } from "../lib/operation.ts";
import type { Logger, UiHandlers, WidgetConfig } from "../options.ts";
import { completeAllow } from "./complete-allow.ts";
import { watchRemoval } from "./watch-removal.ts";
import { WidgetChannel, type WidgetWindow } from "./widget-channel.ts";

/** How long `getIframe` is asked after `openIframe` has answered, and how often. */
const IFRAME_WAIT_MS = 2_000;
const IFRAME_ASK_MS = 50;
const CLOSE_TIMEOUT_MS = 5_000;

export interface OpenWidgetOptions {
  readonly url: string;
  readonly origin: string;
  readonly handlers: UiHandlers;
  readonly config: WidgetConfig;
  readonly logger: Logger;
  readonly listener: (signal: WidgetSignal) => void;
}

export class OpenWidget {
  readonly channel: WidgetChannel;
  /** Settles when `openIframe` has answered. */
  readonly opened: Promise<void>;
  readonly #options: OpenWidgetOptions;
  readonly #life: AbortController = new AbortController();
  readonly #told: Set<string> = new Set();
  #frame: WidgetWindow = "unknown";
  #isReloading = false;
  #hasAnswered = false;
  #isAsking = false;
  #isHeard = false;
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #waitTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OpenWidgetOptions) {
    this.#options = options;
    this.channel = new WidgetChannel(
      options.origin,
      () => (this.#isReloading ? "unknown" : this.#frame),
      (message) => {
        this.#isHeard = true;
        options.listener(message);
      },
    );
    this.opened = this.#open();
    void this.#ask();
  }

  /** @param isReplaced whether another widget is open by the time that a slow `openIframe` answers */
  async close(isReplaced: () => boolean): Promise<void> {
    const { handlers, config } = this.#options;
    this.#life.abort();
    this.channel.close();
    clearTimeout(this.#askTimer);
    clearTimeout(this.#waitTimer);
    // What opens after it was closed must not stay.
    if (!this.#hasAnswered)
      this.opened.then(() => isReplaced() || handlers.closeIframe(config)).catch(() => {});
    await decide<unknown>(undefined, ({ resolve, reject, after }) => {
      (async () => handlers.closeIframe(config))().then(resolve, reject);
      after(CLOSE_TIMEOUT_MS, () => reject(new VideoEngagerAgentError("OPERATION_TIMEOUT")));
    });
  }

  async #open(): Promise<void> {
    const { handlers, url, config } = this.#options;
    const given = await handlers.openIframe(url, config);
    this.#hasAnswered = true;
    if (this.#life.signal.aborted) return;
    if (isIframe(given)) this.#adopt(given);
    this.#waitTimer = setTimeout(() => {
      // A getIframe that hasn't answered may still give one.
      if (this.#frame !== "unknown" || this.#isAsking) return;
      this.#frame = "any";
      this.#tell("opened");
      this.#tell("frameless");
      this.channel.flush();
    }, IFRAME_WAIT_MS);
  }

  async #ask(): Promise<void> {
    const { handlers, url, config } = this.#options;
    this.#isAsking = true;
    try {
      const found = await handlers.getIframe(config);
      if (isIframe(found) && (this.#hasAnswered || found.src === url)) this.#adopt(found);
    } catch {
      // An application's getIframe may fail as long as there is nothing to get.
    }
    this.#isAsking = false;
    if (this.#frame === "unknown" && !this.#life.signal.aborted)
      this.#askTimer = setTimeout(() => this.#ask(), IFRAME_ASK_MS);
  }

  #adopt(iframe: HTMLIFrameElement): void {
    const { signal } = this.#life;
    const { logger, url } = this.#options;
    if (this.#frame !== "unknown" || signal.aborted) return;
    this.#frame = iframe;
    const isLoading = iframe.isConnected;
    if (completeAllow(iframe)) {
      logger.warn(`The iframe lacked permissions. Before its src, set: iframe.allow = "${WIDGET_ALLOW}"`);
      this.#isReloading = isLoading;
    }
    const onLoad = (): void => {
      const isBlank = iframe.contentDocument?.URL === "about:blank";
      if (!this.#isReloading) {
        if (!isBlank) this.#loaded();
      } else if (isBlank) {
        this.#isReloading = false;
        this.channel.drop();
        iframe.src = url;
      } else {
        // The first load was too far on to be given up, and may have swallowed the address.
        iframe.src = "about:blank";
      }
    };
    watchRemoval(iframe, signal, () => this.#tell("removed"));
    iframe.addEventListener("load", onLoad, { signal });
    this.#tell("opened");
    if (this.#isReloading) iframe.src = "about:blank";
    else if (isLoading && !iframe.contentDocument) this.#loaded();
    this.channel.flush();
  }

  #loaded(): void {
    const { signal } = this.#life;
    this.#tell("loaded");
    if (!this.#isHeard)
      fetch(this.#options.origin, { mode: "no-cors", cache: "no-store", credentials: "omit", signal }).catch(
        () => {
          if (!this.#isHeard) this.#tell("unreachable");
        },
      );
  }

  #tell(type: "opened" | "loaded" | "unreachable" | "frameless" | "removed"): void {
    if (this.#life.signal.aborted || this.#told.has(type)) return;
    this.#told.add(type);
    this.#options.listener({ type });
  }
}

function isIframe(value: unknown): value is HTMLIFrameElement {
  return (value as Partial<Element> | null | undefined)?.tagName === "IFRAME";
}
