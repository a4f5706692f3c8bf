import type {
  BeginGenesysSignInResponse,
  GenesysSignInResult,
} from "@videoengager/protocol/rest/genesys-sign-in";
import type { SignInProblem, SignInRefusal } from "@videoengager/protocol/widget/widget-messages";
import { Store } from "@videoengager/ui-kit/store";
import { anySignal } from "../any-signal.ts";
import { delay } from "../call/retry-policy.ts";
import { type Answer, beginGenesysSignIn, PlatformError, readGenesysResult } from "../rest/platform-api.ts";
import { type GenesysInput, type GenesysState, stepGenesys } from "./genesys-machine.ts";

/** The popup, as far as this page sees it. A page that isolates itself from its opener looks closed. */
export type Popup = Pick<Window, "closed" | "close">;
/** Null: the browser blocked it, or doesn't tell. */
export type OpenPopup = (path: string) => Popup | null;

const POLL_MS = 1_000;
/** A sign-in that nobody began is replaced this long before it ends. */
const SPARE_MS = 120_000;
const SOONEST_MS = 5_000;

/** How the sign-in goes. */
export interface GenesysListener {
  /** The agent has to try again. Not called for the problem that it began with. */
  readonly onProblem: (problem: SignInProblem) => void;
  readonly onSignedIn: (token: string) => void;
  readonly onRefused: (why: SignInRefusal) => void;
  /** The platform can't begin a sign-in. */
  readonly onFailed: (cause: unknown) => void;
  readonly withRetry: (request: () => Promise<void>) => Promise<void>;
}

/** Runs the sign-in until its signal aborts. The popup opens in the click, so the platform has begun the sign-in before. */
export class GenesysSignIn {
  readonly state: Store<GenesysState>;
  readonly #domain: string;
  readonly #openPopup: OpenPopup;
  readonly #signal: AbortSignal;
  /** Ends the polling for the last sign-in. */
  #attempt: AbortController = new AbortController();
  #begun: BeginGenesysSignInResponse | null = null;
  #popup: Popup | null = null;
  #isPolling = false;

  constructor(
    domain: string,
    problem: SignInProblem | null,
    signal: AbortSignal,
    openPopup: OpenPopup = openWindow,
  ) {
    this.#domain = domain;
    this.#signal = signal;
    this.#openPopup = openPopup;
    this.state = new Store<GenesysState>({ name: "preparing", problem });
  }

  /** Begins the sign-in, and again whenever one has ended without success. Never rejects. */
  async run(listener: GenesysListener): Promise<void> {
    let saidProblem = readProblem(this.state.value);
    const begin = async (): Promise<void> => {
      try {
        await listener.withRetry(() => this.#begin());
      } catch (cause) {
        if (!this.#signal.aborted) listener.onFailed(cause);
      }
    };
    this.state.subscribe(() => {
      const state = this.state.value;
      const problem = readProblem(state);
      if (problem !== null && problem !== saidProblem) listener.onProblem(problem);
      saidProblem = problem;
      if (state.name === "preparing") void begin();
      else if (state.name === "over") listener.onRefused(state.why);
      else if (state.name === "signed-in") listener.onSignedIn(state.token);
    }, this.#signal);
    await begin();
  }

  /** Rejects if the platform doesn't answer, or refuses for another reason than the domain. */
  async #begin(): Promise<void> {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.#isPolling = false;
    const signal = anySignal(this.#attempt.signal, this.#signal);
    try {
      const begun = await beginGenesysSignIn(this.#domain, signal);
      this.#begun = begun.value;
      void this.#replaceLater(begun, signal);
    } catch (cause) {
      if (!(cause instanceof PlatformError && cause.code === "not-found")) throw cause;
      return this.#step({ type: "not-allowed" });
    }
    this.#step({ type: "begun" });
  }

  /** Opens the popup. Call it in the click's handler: browsers block popups otherwise. */
  open(): void {
    if (this.#begun === null || this.state.value.name === "preparing") return;
    this.#popup?.close();
    this.#popup = this.#openPopup(this.#begun.popupPath);
    this.#step({ type: this.#popup === null ? "blocked" : "opened" });
    // Also if it seems to be blocked: then the browser may only hide it from this page.
    if (!this.#isPolling) void this.#poll(this.#begun.secret, anySignal(this.#attempt.signal, this.#signal));
  }

  async #poll(secret: string, signal: AbortSignal): Promise<void> {
    this.#isPolling = true;
    while (!signal.aborted) {
      const result = await this.#readResult(secret, signal).catch(() => null);
      if (signal.aborted) return;
      if (result !== null && result.status !== "pending") return this.#finish(result);
      if (this.#popup?.closed) this.#step({ type: "closed" });
      await delay(POLL_MS, signal).catch(() => {});
    }
  }

  /** Null while the platform can't say. */
  async #readResult(secret: string, signal: AbortSignal): Promise<GenesysSignInResult | null> {
    try {
      return (await readGenesysResult(secret, signal)).value;
    } catch (cause) {
      if (!(cause instanceof PlatformError)) throw cause;
      if (cause.code === "agent-disabled") return { status: "agent-disabled" };
      // The platform has forgotten it, or an answer with the result was lost.
      return cause.code === "not-authenticated" ? { status: "expired" } : null;
    }
  }

  #finish(result: GenesysSignInResult): void {
    this.#attempt.abort();
    this.#begun = null;
    // The page of a failure says why, so it stays until the next try.
    if (result.status === "signed-in") this.#popup?.close();
    this.#step({ type: "result", result });
  }

  async #replaceLater(
    { value, platformTimeMs }: Answer<BeginGenesysSignInResponse>,
    signal: AbortSignal,
  ): Promise<void> {
    const inMs = Math.max(SOONEST_MS, value.expiresAtMs - platformTimeMs - SPARE_MS);
    await delay(inMs, signal).catch(() => {});
    if (!signal.aborted && !this.#isPolling) this.#step({ type: "stale" });
  }

  #step(input: GenesysInput): void {
    if (!this.#signal.aborted) this.state.set(stepGenesys(this.state.value, input));
  }
}

function readProblem(state: GenesysState): SignInProblem | null {
  return "problem" in state ? state.problem : null;
}

function openWindow(path: string): Popup | null {
  return window.open(path, "_blank", "popup,width=520,height=720");
}
