/**
 * Runs the widget machine on a real iframe. The only `postMessage` code.
 *
 * 1. `openIframe` is called. From then on `getIframe` is polled until one of them gives the iframe, up to 2 s after `openIframe` has
 *    answered. Without an iframe, messages are accepted by their origin alone.
 * 2. A message counts if it comes from the widget's window and origin and has a known shape.
 */
import { parseWidgetMessage } from "@videoengager/protocol/widget/parse-widget-message";
import type { HostToWidgetMessage } from "@videoengager/protocol/widget/widget-messages";
import { VideoEngagerAgentError } from "../api/errors.ts";
import type { Logger, UiHandlers, WidgetConfig } from "../api/options.ts";
import type { Widget, WidgetSignal } from "../call/widget-signals.ts";
import { checkProtocol } from "../lib/describe-platform.ts";
import { ignoreRejection, race, sleep } from "../lib/operation.ts";
import { checkPlatform, watchPolicy } from "./find-block.ts";
import {
  HELLO_WAIT_MS,
  OPENING,
  stepWidget,
  type WidgetAction,
  type WidgetInput,
  type WidgetState,
} from "./widget-machine.ts";

/** How often `getIframe` is polled, and how many times after `openIframe` has answered: 2 s. */
const IFRAME_POLL_MS = 50;
const MAX_POLLS = 40;
const CLOSE_TIMEOUT_MS = 5_000;
const CHANGES: MutationObserverInit = { childList: true, subtree: true };

export interface WidgetFrameOptions {
  readonly url: string;
  readonly origin: string;
  readonly handlers: UiHandlers;
  readonly config: WidgetConfig;
  readonly logger: Logger;
  readonly listener: (signal: WidgetSignal) => void;
}

export class WidgetFrame implements Widget {
  readonly #opened: Promise<void>;
  readonly #options: WidgetFrameOptions;
  readonly #controller: AbortController = new AbortController();
  readonly #life: AbortSignal = this.#controller.signal;
  #state: WidgetState = OPENING;
  #iframe: HTMLIFrameElement | undefined;
  /** Of the first document: a widget that is loaded again takes over its seat. */
  #instance = "";
  /** The window that said hello. */
  #source: MessageEventSource | null = null;
  #held: MessageEvent<unknown>[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasAnswered = false;

  constructor(options: WidgetFrameOptions) {
    this.#options = options;
    addEventListener("message", this.#read, { signal: this.#life });
    watchPolicy(options.origin, this.#life, (message) => this.#dispatch({ type: "blocked", message }));
    this.#opened = this.#open();
    this.#opened.catch((error: unknown) => options.listener({ frame: "failed", error }));
    void ignoreRejection(this.#poll());
  }

  understands(capability: string): boolean {
    const { capabilities } = { capabilities: [], ...this.#state } as {
      readonly capabilities: readonly string[];
    };
    return capabilities.includes(capability);
  }

  send(command: HostToWidgetMessage, delegate?: string): void {
    const { logger, origin } = this.#options;
    logger.debug(`To the widget: ${command.type}`);
    const message =
      command.type === "resume"
        ? { ...command, token: `${command.token}&instance=${encodeURIComponent(this.#instance)}` }
        : command;
    const options: WindowPostMessageOptions & { readonly delegate?: string } = {
      targetOrigin: origin,
      ...(delegate && { delegate }),
    };
    this.#source?.postMessage(message, options);
  }

  async close(isReplaced: () => boolean): Promise<void> {
    const { handlers, config, logger } = this.#options;
    const closeIframe = async (): Promise<unknown> => handlers.closeIframe(config);
    this.#dispatch({ type: "close" });
    this.#controller.abort();
    clearTimeout(this.#timer);
    logger.debug("Closing the widget.");
    // An iframe that opens after this must not stay.
    if (!this.#hasAnswered) void ignoreRejection(this.#opened.then(() => isReplaced() || closeIframe()));
    await race<unknown>(undefined, ({ resolve, reject, after }) => {
      closeIframe().then(resolve, reject);
      after(CLOSE_TIMEOUT_MS, () =>
        reject(
          new VideoEngagerAgentError("OPERATION_TIMEOUT", {
            message: `The UI handler closeIframe() did not finish within ${CLOSE_TIMEOUT_MS} ms. Check that its promise settles.`,
            context: { timeoutMs: CLOSE_TIMEOUT_MS, waitingFor: "the UI handler closeIframe()" },
          }),
        ),
      );
    });
  }

  #dispatch(input: WidgetInput): void {
    const before = this.#state;
    const { state, effects } = stepWidget(before, input);
    this.#state = state;
    if (state.name !== before.name) this.#options.logger.debug(`Widget: ${before.name} → ${state.name}`);
    for (const effect of effects)
      if (typeof effect === "string") this.#perform[effect]();
      else if (!this.#life.aborted) this.#options.listener(effect);
  }

  readonly #perform: Readonly<Record<WidgetAction, () => void>> = {
    loadBlank: () => this.#load("about:blank"),
    loadWidget: () => {
      this.#held = [];
      this.#load(this.#options.url);
    },
    enterCall: () => {
      const { url, origin, logger } = this.#options;
      logger.debug("To the parked widget: resume");
      const message: HostToWidgetMessage = { ve: 1, type: "resume", token: new URL(url).search };
      this.#iframe?.contentWindow?.postMessage(message, origin);
    },
    readHeld: () => this.#held.splice(0).forEach(this.#read),
    check: () => void this.#check(),
    startTimer: () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#dispatch({ type: "overdue" }), HELLO_WAIT_MS);
    },
  };

  #load(src: string): void {
    if (this.#iframe) this.#iframe.src = src;
  }

  async #check(): Promise<void> {
    const { origin, url } = this.#options;
    const problem = await checkPlatform(origin, url, this.#life);
    if (this.#life.aborted) return;
    this.#dispatch(problem === undefined ? { type: "checked" } : { type: "blocked", message: problem });
  }

  async #open(): Promise<void> {
    const { handlers, url, config, logger } = this.#options;
    logger.debug("Opening the widget.");
    this.#adopt(await handlers.openIframe(url, config));
    this.#hasAnswered = true;
  }

  /** A `getIframe()` that takes its time can still give one; one that never answers keeps the widget opening. */
  async #poll(): Promise<void> {
    const { handlers, url, config } = this.#options;
    for (let polls = 0; this.#state.name === "opening"; ) {
      try {
        const found = await handlers.getIframe(config);
        if (this.#hasAnswered || found?.src === url) this.#adopt(found);
      } catch {
        // An application's getIframe() can fail while there is nothing to get.
      }
      await sleep(IFRAME_POLL_MS, this.#life);
      if (this.#hasAnswered) polls += 1;
      if (polls === MAX_POLLS) this.#dispatch({ type: "noIframe" });
    }
  }

  #adopt(given: unknown): void {
    const iframe = given as HTMLIFrameElement | null | undefined;
    // `localName`, because `tagName` is lower case in XHTML documents.
    if (this.#iframe || this.#state.name !== "opening" || iframe?.localName !== "iframe") return;
    this.#iframe = iframe;
    const isLoading = iframe.isConnected;
    const completed = this.#complete(iframe);
    const checkRemoval = this.#watchRemoval(iframe);
    const onLoad = (): void => {
      checkRemoval();
      this.#dispatch({ type: "load", isBlank: iframe.contentDocument?.URL === "about:blank" });
    };
    // Firefox reports a document that cannot be loaded by `error`, other browsers by `load`.
    for (const event of ["load", "error"]) iframe.addEventListener(event, onLoad, { signal: this.#life });
    this.#dispatch({
      type: "iframe",
      completed,
      isLoading,
      isLoaded: isLoading && !iframe.contentDocument,
      isParked: !!iframe.dataset.parked,
    });
  }

  /** Adds the attributes that the widget needs. Returns whether the document must be loaded again. */
  #complete(iframe: HTMLIFrameElement): boolean {
    const { config, logger } = this.#options;
    const allow = iframe.getAttribute("allow") ?? "";
    const missing = config.allow
      .split("; ")
      .filter((feature) => !RegExp(`(^|;)\\s*${feature}(?![\\w-])`).test(allow));
    // Without a referrer, the widget cannot find out who embeds it and says nothing.
    const hidesReferrer = /^(no-referrer|same-origin)$/.test(iframe.referrerPolicy);
    if (hidesReferrer) iframe.referrerPolicy = "strict-origin";
    if (!missing[0]) return hidesReferrer;
    iframe.allow = (allow && `${allow}; `) + missing.join("; ");
    logger.warn(`The iframe lacked permissions. Before its src, set: iframe.allow = "${config.allow}"`);
    return true;
  }

  /** Notices when the iframe is taken out of the page. Returns a function that checks again. */
  #watchRemoval(iframe: HTMLIFrameElement): () => void {
    let wasConnected = false;
    const check = (): void => {
      if (iframe.isConnected) wasConnected = true;
      else if (wasConnected) {
        wasConnected = false;
        this.#dispatch({ type: "removed" });
      }
      // Changes inside a shadow root are visible from there only, and an iframe that was given unmounted can be in one by now.
      for (let root = iframe.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
        observer.observe(root, CHANGES);
    };
    const observer = new MutationObserver(check);
    observer.observe(document, CHANGES);
    this.#life.addEventListener("abort", () => observer.disconnect());
    check();
    return check;
  }

  readonly #read = (event: MessageEvent<unknown>): void => {
    const { origin, source, data } = event;
    const { origin: expected, logger } = this.#options;
    const drop = (why: string): void => logger.debug(`Dropped a message from ${origin}: ${why}.`);
    // Messages between other parts of the page are ignored. One that looks like a widget's is worth a log line.
    if (origin !== expected) {
      if (parseWidgetMessage(data)) drop(`the widget's origin is ${expected}`);
      return;
    }
    if (!source) return;
    if (this.#state.name === "opening" || this.#state.name === "reloading") {
      this.#held.push(event);
      return;
    }
    if (this.#iframe && source !== this.#iframe.contentWindow)
      return drop("it is not from the widget's window");
    const message = parseWidgetMessage(data);
    if (!message) return drop("its shape is unknown");
    logger.debug("From the widget:", "status" in message ? message.status : message.type);
    if ("type" in message && message.type === "hello") {
      this.#source = source;
      this.#instance ||= message.instance ?? "";
      checkProtocol(logger, expected, "The widget", message.protocol);
    }
    this.#dispatch({ type: "message", message });
  };
}
