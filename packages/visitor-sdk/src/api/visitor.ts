import { isActive, stepCall, type VisitorEvent } from "../call/call-machine.ts";
import { requestCall } from "../call/request-call.ts";
import type { VisitorState } from "../call/visitor-state.ts";
import { listenTo, openPlace, type PagePlace, sendHangUp } from "../page/open-page.ts";
import { watchPolicy } from "../page/watch-policy.ts";
import { VisitorCallError } from "./errors.ts";
import { type CallOptions, readOpening, readTarget, type Target, type VisitorOptions } from "./options.ts";

export type StateListener = (state: VisitorState) => void;

/** A visitor of your web site: one call at a time. */
export interface Visitor {
  /** Where the call stands now. */
  readonly state: VisitorState;
  /**
   * Asks for a call and opens the visitor's page. Call it directly in a click listener: browsers open windows only then.
   * Resolves when the page starts to load.
   *
   * @throws VisitorCallError if there is no call; `state` is `refused` then, except with `call-active` and `invalid-options`
   */
  call(options?: CallOptions): Promise<void>;
  /**
   * Opens the page of a call whose window was blocked. Call it directly in a click listener.
   *
   * @throws VisitorCallError `popup-blocked` if it is blocked again, `ended` if there is no such call
   */
  open(): void;
  /** Ends the call and closes the page, also a page that stayed open after the end of its call. Never rejects. */
  end(): Promise<void>;
  /** Calls back after each change of `state`. Returns a function that unsubscribes. */
  onState(listener: StateListener): () => void;
}

/** How often the window or the iframe is looked after. Browsers have no event for a window that is closed. */
const LOOK_EVERY_MS = 500;
/** An iframe that has said nothing for so long doesn't load. A window shows why. */
const SILENT_AFTER_MS = 30_000;
/** How long `end()` waits for the page to hang up. */
const HANG_UP_WITHIN_MS = 3_000;

/**
 * Creates the visitor's side of your web site. Nothing is requested before `call()`.
 *
 * @throws VisitorCallError `invalid-options`
 */
export function createVisitor(options: VisitorOptions): Visitor {
  return new VisitorCalls(readTarget(options));
}

/** A page that is open, and what belongs to it. */
interface OpenPage {
  readonly place: PagePlace;
  readonly life: AbortController;
}

class VisitorCalls implements Visitor {
  readonly #target: Target;
  readonly #listeners = new Set<StateListener>();
  #state: VisitorState = { name: "idle" };
  #request = new AbortController();
  #page: OpenPage | null = null;
  #blocked: { readonly link: string; readonly how: "popup" | "tab" } | null = null;

  constructor(target: Target) {
    this.#target = target;
  }

  get state(): VisitorState {
    return this.#state;
  }

  onState(listener: StateListener): () => void {
    // Wrapped, so that a listener that is added twice is called twice.
    const entry: StateListener = (state) => listener(state);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  async call(options: CallOptions = {}): Promise<void> {
    const opening = readOpening(options);
    if (isActive(this.#state)) throw new VisitorCallError("call-active");
    this.#closePage();
    this.#blocked = null;
    // Before anything is awaited: the browser permits it only during the click.
    const place = tryOpen(() => openPlace(opening));
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#step({ type: "requested" });
    try {
      const link = await requestCall(this.#target, options, signal);
      if (signal.aborted) throw new VisitorCallError("ended");
      if (place === null && opening.how !== "inline") {
        this.#blocked = { link, how: opening.how };
        throw new VisitorCallError("popup-blocked", { link });
      }
      if (place !== null) this.#show(place, link, opening.how === "inline");
    } catch (thrown) {
      place?.close();
      const error =
        thrown instanceof VisitorCallError ? thrown : new VisitorCallError("failed", { cause: thrown });
      // A request that end() has stopped is already `ended`, and another call may have begun.
      if (!signal.aborted) this.#step({ type: "refused", error });
      throw error;
    }
  }

  open(): void {
    if (this.#blocked === null) throw new VisitorCallError("ended");
    const { link, how } = this.#blocked;
    const place = openPlace({ how });
    this.#blocked = null;
    this.#show(place, link, false);
  }

  async end(): Promise<void> {
    const page = this.#page;
    this.#request.abort();
    this.#blocked = null;
    const isLoaded = page !== null && isActive(this.#state) && this.#state.name !== "opening";
    if (isLoaded) await this.#hangUp(page);
    // Another call can have begun meanwhile.
    if (this.#page !== page) return;
    this.#closePage();
    this.#step({ type: "endedHere" });
  }

  /** Resolves when the page says that the call is over, or doesn't answer. */
  #hangUp({ place, life }: OpenPage): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        unsubscribe();
        resolve();
      };
      const timer = setTimeout(done, HANG_UP_WITHIN_MS);
      const unsubscribe = this.onState((state) => void (isActive(state) || done()));
      life.signal.addEventListener("abort", done, { once: true });
      sendHangUp(place, this.#target.origin);
    });
  }

  #show(place: PagePlace, link: string, isInline: boolean): void {
    const life = new AbortController();
    const { signal } = life;
    const { origin } = this.#target;
    this.#page = { place, life };
    listenTo(place, origin, signal, (message) => this.#step({ type: "message", message }));
    const look = setInterval(() => {
      if (place.isOpen) return;
      this.#closePage();
      this.#step({ type: "pageClosed" });
    }, LOOK_EVERY_MS);
    const silence = setTimeout(() => isInline && this.#fail({ type: "silent" }), SILENT_AFTER_MS);
    signal.addEventListener("abort", () => {
      clearInterval(look);
      clearTimeout(silence);
    });
    if (isInline)
      watchPolicy(/^(frame|child|default)-src$/, origin, signal, () =>
        this.#fail({ type: "refused", error: new VisitorCallError("blocked-by-page") }),
      );
    place.load(link);
    this.#step({ type: "opened", link });
  }

  /** The iframe doesn't load. */
  #fail(event: VisitorEvent): void {
    if (this.#state.name !== "opening") return;
    this.#closePage();
    this.#step(event);
  }

  #closePage(): void {
    this.#page?.life.abort();
    this.#page?.place.close();
    this.#page = null;
  }

  #step(event: VisitorEvent): void {
    const state = stepCall(this.#state, event);
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of Array.from(this.#listeners)) callSafely(listener, state);
  }
}

/** Null if the browser blocks the window: the request goes on, so that the visitor can be given the link. */
function tryOpen(open: () => PagePlace): PagePlace | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof VisitorCallError) return null;
    throw error;
  }
}

/** What a listener throws is reported as the browser reports it, and the others are called. */
function callSafely(listener: StateListener, state: VisitorState): void {
  try {
    listener(state);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}
