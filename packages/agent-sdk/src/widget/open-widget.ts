/**
 * One widget's iframe, whoever makes it, and the only postMessage code:
 *
 * 1. `openIframe` is called; from then on `getIframe` is asked until one of them gives the iframe, up to 2 s after
 *    `openIframe` has answered. Without one the widget goes by its origin alone.
 * 2. An iframe whose `allow` lacks something would have no camera: it is completed, and the document loaded anew by way
 *    of about:blank, because a browser reads `allow` when a load begins and skips an address that is in flight already.
 * 3. A message counts from the widget's window and origin, and in its shape. Until the window is known, messages wait.
 * 4. `load` without a word from the widget: is the platform there at all? A browser's error page loads, too.
 * 5. The application taking the iframe out of the page is noticed.
 */
import { parseWidgetMessage } from "@videoengager/protocol/widget/parse-widget-message";
import type { HangupCommand } from "@videoengager/protocol/widget/widget-messages";
import type { FrameSignal, Widget, WidgetSignal } from "../calls/widget-port.ts";
import { VideoEngagerAgentError } from "../errors.ts";
import { decide, handled, sleep } from "../lib/operation.ts";
import type { Logger, UiHandlers, WidgetConfig } from "../options.ts";

/** How long `getIframe` is asked after `openIframe` has answered, and how often. */
const IFRAME_WAIT_MS = 2_000;
const IFRAME_ASK_MS = 50;
const CLOSE_TIMEOUT_MS = 5_000;
const CHANGES: MutationObserverInit = { childList: true, subtree: true };

export interface OpenWidgetOptions {
  readonly url: string;
  readonly origin: string;
  readonly handlers: UiHandlers;
  readonly config: WidgetConfig;
  readonly logger: Logger;
  readonly listener: (signal: WidgetSignal) => void;
}

export class OpenWidget implements Widget {
  readonly opened: Promise<void>;
  readonly #options: OpenWidgetOptions;
  readonly #controller: AbortController = new AbortController();
  readonly #life: AbortSignal = this.#controller.signal;
  readonly #told: Set<string> = new Set();
  /** Absent: not known yet. `any`: none that could be known. */
  #iframe: HTMLIFrameElement | "any" | undefined;
  #waiting: MessageEvent<unknown>[] = [];
  #canHangUp: MessageEventSource | null = null;
  #isReloading = false;
  #hasAnswered = false;
  #isAsking = false;
  #isHeard = false;

  constructor(options: OpenWidgetOptions) {
    this.#options = options;
    addEventListener("message", this.#read, { signal: this.#life });
    this.opened = this.#open();
    void handled(this.#ask());
  }

  hangUp(): boolean {
    const command: HangupCommand = { ve: 1, type: "hangup", id: Math.random().toString(36).slice(2) };
    this.#canHangUp?.postMessage(command, { targetOrigin: this.#options.origin });
    return !!this.#canHangUp;
  }

  async close(isReplaced: () => boolean): Promise<void> {
    const { handlers, config } = this.#options;
    const closeIframe = async (): Promise<unknown> => handlers.closeIframe(config);
    this.#controller.abort();
    // What opens after it was closed must not stay.
    if (!this.#hasAnswered) void handled(this.opened.then(() => isReplaced() || closeIframe()));
    await decide<unknown>(undefined, ({ resolve, reject, after }) => {
      closeIframe().then(resolve, reject);
      after(CLOSE_TIMEOUT_MS, () => reject(new VideoEngagerAgentError("OPERATION_TIMEOUT")));
    });
  }

  async #open(): Promise<void> {
    const { handlers, url, config } = this.#options;
    this.#adopt(await handlers.openIframe(url, config));
    this.#hasAnswered = true;
    void handled(this.#giveUp());
  }

  async #ask(): Promise<void> {
    const { handlers, url, config } = this.#options;
    while (!this.#iframe) {
      this.#isAsking = true;
      try {
        const found = await handlers.getIframe(config);
        if (this.#hasAnswered || found?.src === url) this.#adopt(found);
      } catch {
        // An application's getIframe may fail as long as there is nothing to get.
      }
      this.#isAsking = false;
      await sleep(IFRAME_ASK_MS, this.#life);
    }
  }

  async #giveUp(): Promise<void> {
    await sleep(IFRAME_WAIT_MS, this.#life);
    // A getIframe that hasn't answered may still give one.
    if (this.#iframe || this.#isAsking) return;
    this.#iframe = "any";
    this.#tell("opened");
    this.#tell("frameless");
    this.#readWaiting();
  }

  #adopt(given: unknown): void {
    const iframe = given as HTMLIFrameElement;
    if (this.#iframe || this.#life.aborted || iframe?.tagName !== "IFRAME") return;
    this.#iframe = iframe;
    const isLoading = iframe.isConnected;
    this.#isReloading = this.#completeAllow(iframe) && isLoading;
    const look = this.#watchRemoval(iframe);
    iframe.addEventListener(
      "load",
      () => {
        look();
        const isBlank = iframe.contentDocument?.URL === "about:blank";
        if (!this.#isReloading) {
          if (!isBlank) this.#loaded();
        } else if (isBlank) {
          this.#isReloading = false;
          // They came from a document that is replaced.
          this.#waiting = [];
          iframe.src = this.#options.url;
        } else {
          // The first load was too far on to be given up, and may have swallowed the address.
          iframe.src = "about:blank";
        }
      },
      { signal: this.#life },
    );
    this.#tell("opened");
    if (this.#isReloading) iframe.src = "about:blank";
    else if (isLoading && !iframe.contentDocument) this.#loaded();
    this.#readWaiting();
  }

  /** Adds to `allow` what the widget needs and it lacks. Returns whether something was missing. */
  #completeAllow(iframe: HTMLIFrameElement): boolean {
    const { config, logger } = this.#options;
    const allow = iframe.getAttribute("allow") ?? "";
    const missing = config.allow
      .split("; ")
      .filter((feature) => !RegExp(`(^|;)\\s*${feature}(?![\\w-])`).test(allow));
    if (!missing[0]) return false;
    iframe.allow = (allow && `${allow}; `) + missing.join("; ");
    logger.warn(`The iframe lacked permissions. Before its src, set: iframe.allow = "${config.allow}"`);
    return true;
  }

  /** Tells when an iframe that was in the page no longer is. Returns how to look where it is by now. */
  #watchRemoval(iframe: HTMLIFrameElement): () => void {
    let wasConnected = false;
    const look = (): void => {
      if (iframe.isConnected) wasConnected = true;
      else if (wasConnected) this.#tell("removed");
      // What happens inside a shadow root is seen from there only; one that was given unmounted may be in one by now.
      for (let root = iframe.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
        observer.observe(root, CHANGES);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, CHANGES);
    this.#life.addEventListener("abort", () => observer.disconnect());
    look();
    return look;
  }

  #loaded(): void {
    this.#tell("loaded");
    if (!this.#isHeard)
      fetch(this.#options.origin, {
        mode: "no-cors",
        cache: "no-store",
        credentials: "omit",
        signal: this.#life,
      }).catch(() => {
        if (!this.#isHeard) this.#tell("unreachable");
      });
  }

  #tell(type: FrameSignal["type"]): void {
    if (this.#life.aborted || this.#told.has(type)) return;
    this.#told.add(type);
    this.#options.listener({ type });
  }

  readonly #read = (event: MessageEvent<unknown>): void => {
    const { origin, source, data } = event;
    if (origin !== this.#options.origin || !source) return;
    if (!this.#iframe || this.#isReloading) this.#waiting.push(event);
    else if (this.#iframe === "any" || source === this.#iframe.contentWindow) {
      const message = parseWidgetMessage(data);
      if (!message) return;
      this.#isHeard = true;
      if ("type" in message && message.type === "hello")
        this.#canHangUp = message.capabilities.includes("hangup") ? source : null;
      this.#options.listener(message);
    }
  };

  #readWaiting(): void {
    this.#waiting.splice(0).forEach(this.#read);
  }
}
