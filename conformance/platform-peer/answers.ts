/** The peer's HTTP endpoints (PROTOCOL 1 and 4). */
export type Endpoint =
  | "impersonateCreate"
  | "settings"
  | "signalling"
  | "pushScript"
  | "widgetPage"
  | "preload"
  | "probe";

/**
 * How an endpoint answers: as the contract says (`normal`), not at all (`hang`), by closing the
 * connection (`drop`), or with a given status and body.
 */
export type Answer = "normal" | "hang" | "drop" | { readonly status: number; readonly body?: unknown };

/** The scripted answers of one peer: a default per endpoint, and answers for the next requests only. */
export class Answers {
  readonly #standing = new Map<Endpoint, Answer>();
  readonly #next = new Map<Endpoint, Answer[]>();

  /** Sets the default answer from now on. */
  set(endpoint: Endpoint, answer: Answer): void {
    this.#standing.set(endpoint, answer);
  }

  /** Adds an answer for one request, after those that are already queued. */
  next(endpoint: Endpoint, answer: Answer): void {
    this.#next.set(endpoint, [...(this.#next.get(endpoint) ?? []), answer]);
  }

  take(endpoint: Endpoint): Answer {
    return this.#next.get(endpoint)?.shift() ?? this.#standing.get(endpoint) ?? "normal";
  }
}
