import { expect, type Page } from "@playwright/test";
import type { HostServer } from "./host-server.ts";

export interface SeenEvent {
  readonly type: string;
  readonly payload?: unknown;
  readonly detail?: unknown;
}

/** A `VideoEngagerAgentError` as plain values. */
export interface CaughtError {
  readonly isVeError: boolean;
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly cause: {
    readonly code: string;
    readonly name: string;
    readonly description: string;
    readonly originalError?: unknown;
  };
  readonly context: Readonly<Record<string, unknown>>;
  readonly category: string;
  readonly retryable: boolean;
  readonly recoverable: boolean;
  readonly severity: string;
  readonly idempotencyKey: string;
  readonly version: string;
  readonly json: string;
}

export interface Outcome<Value = unknown> {
  readonly value?: Value;
  readonly error?: CaughtError;
  readonly threwSynchronously: boolean;
}

/** Lines that a browser itself writes. Firefox's protocol reports them as errors of the page. */
const BROWSERS_OWN =
  /^(Failed to load resource|Unrecognized feature|(Error: )?(Content-Security-Policy|Cross-Origin Request Blocked):)/;

type InPage<Argument, Value> = (argument: Argument) => Value | Promise<Value>;

/** The text of a function that calls `action` with `argument` in the page. */
function invocation(action: (argument: never) => unknown, argument: unknown): string {
  return `() => (${action.toString()})(${JSON.stringify(argument) ?? "undefined"})`;
}

/** An operation that was started without waiting for its result. */
export interface Begun {
  outcome(): Promise<Outcome>;
  isSettled(): Promise<boolean>;
  /** Its error. The test fails if the operation succeeds. */
  fails(): Promise<CaughtError>;
}

/** The application's page with the SDK. */
export class HostPage {
  readonly page: Page;
  readonly server: HostServer;
  /** All console lines since the page was created. */
  readonly consoleLines: string[] = [];
  /** Uncaught errors, including unhandled rejections. */
  readonly uncaught: string[] = [];
  #begun = 0;

  constructor(page: Page, server: HostServer) {
    this.page = page;
    this.server = server;
    page.on("console", (message) => {
      if (!BROWSERS_OWN.test(message.text())) this.consoleLines.push(message.text());
    });
    page.on("pageerror", (error) => {
      if (!BROWSERS_OWN.test(String(error))) this.uncaught.push(String(error));
    });
  }

  /** Opens a page of the application and imports the SDK as an ES module. */
  async open(path = "/"): Promise<void> {
    await this.page.goto(`${this.server.origin}${path}`);
    await this.page.evaluate(async () => {
      const address = "/sdk/index.js";
      window.sdk = (await import(address)) as typeof window.sdk;
      window.keep = {};
      window.harness.listen(window.sdk);
    });
  }

  /** Runs `action` in the page and returns its value or error as plain values. */
  async attempt<Argument, Value>(
    action: InPage<Argument, Value>,
    argument?: Argument,
  ): Promise<Outcome<Value>> {
    const outcome = await this.page.evaluate(`window.harness.attempt(${invocation(action, argument)})`);
    return outcome as Outcome<Value>;
  }

  /** Runs `action` and returns its value. The test fails if `action` fails. */
  async run<Argument, Value>(action: InPage<Argument, Value>, argument?: Argument): Promise<Value> {
    const { value, error } = await this.attempt(action, argument);
    if (error) throw new Error(`${error.code}: ${error.message} ${error.json}`);
    return value as Value;
  }

  /** Runs `action`, which must fail with an SDK error, and returns that error. */
  async fails<Argument>(action: InPage<Argument, unknown>, argument?: Argument): Promise<CaughtError> {
    return mustBeError(await this.attempt(action, argument));
  }

  /** Runs `action`, which must throw synchronously, and returns the error. */
  async throws<Argument>(action: InPage<Argument, unknown>, argument?: Argument): Promise<CaughtError> {
    const outcome = await this.attempt(action, argument);
    expect(outcome.threwSynchronously, JSON.stringify(outcome)).toBe(true);
    return mustBeError({ ...outcome, threwSynchronously: false });
  }

  /** Starts `action` and doesn't wait for it. */
  async begin<Argument>(action: InPage<Argument, unknown>, argument?: Argument): Promise<Begun> {
    this.#begun += 1;
    const name = String(this.#begun);
    await this.page.evaluate(`window.harness.begin("${name}", ${invocation(action, argument)})`);
    const outcome = async (): Promise<Outcome> =>
      (await this.page.evaluate((id) => window.harness.begun.get(id)!.outcome, name)) as Outcome;
    return {
      outcome,
      isSettled: () => this.page.evaluate((id) => window.harness.begun.get(id)!.isSettled, name),
      fails: async () => mustBeError(await outcome()),
    };
  }

  /** Stores the value of `source`, an expression, as `window.keep[name]`. */
  async keep(name: string, source: string): Promise<void> {
    await this.page.evaluate(`window.keep["${name}"] = (${source}); null`);
  }

  init(options: unknown): Promise<unknown> {
    return this.run((given) => window.sdk.init(given), options);
  }

  /** All events so far, in order. */
  events(...types: readonly string[]): Promise<readonly SeenEvent[]> {
    return this.page.evaluate(
      (wanted) =>
        (window.harness?.seen ?? []).filter(({ type }) => wanted.length === 0 || wanted.includes(type)),
      [...types],
    );
  }

  async eventNames(...without: readonly string[]): Promise<readonly string[]> {
    return (await this.events()).map(({ type }) => type).filter((type) => !without.includes(type));
  }

  /** Waits for the `count`th event of this type and returns its payload. */
  async event(type: string, count = 1): Promise<unknown> {
    await expect
      .poll(async () => (await this.events(type)).length, { message: type })
      .toBeGreaterThanOrEqual(count);
    return (await this.events(type))[count - 1]?.payload;
  }

  /** Clears the recorded events. */
  async forgetEvents(): Promise<void> {
    await this.page.evaluate(() => void window.harness.seen.splice(0));
  }

  /** How many elements match the selector. */
  count(selector: string): Promise<number> {
    return this.page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);
  }

  /** Where the first match is in the window. */
  place(selector: string): Promise<Place> {
    return this.page.evaluate((wanted) => {
      const { x, y, width, height } = document.querySelector(wanted)!.getBoundingClientRect();
      return { x, y, width, height };
    }, selector);
  }

  /** The window's inside, as a place. */
  wholeWindow(): Promise<Place> {
    return this.page.evaluate(() => ({ x: 0, y: 0, width: innerWidth, height: innerHeight }));
  }

  remaining(): Promise<Remaining> {
    return this.page.evaluate(() => window.harness.remaining()) as Promise<Remaining>;
  }

  /** Advances the page's clock by `ms` and runs all timers due in it (only with `virtualTime`). */
  passTime(ms: number): Promise<void> {
    return this.page.clock.runFor(ms);
  }

  /** From now on, only {@link passTime} advances the clock (only with `virtualTime`). */
  async pauseTime(): Promise<void> {
    // Time passes between the two commands, and the clock can't be set back.
    const soon = (await this.page.evaluate(() => Date.now())) + 5_000;
    await this.page.clock.pauseAt(soon);
  }

  /** Advances the clock by at most `ms`, and stops when `begun` settles. */
  async passUntilSettled(begun: Begun, ms: number): Promise<void> {
    for (let passedMs = 0; passedMs < ms && !(await begun.isSettled()); ) {
      const stepMs = passedMs < 5_000 ? 500 : 5_000;
      await this.passTime(stepMs);
      passedMs += stepMs;
    }
  }

  /** The page's errors, with the results of `toJSON()`. */
  async keptErrors(): Promise<readonly { readonly json: string; readonly message: unknown }[]> {
    return this.page.evaluate(() => window.harness?.errors ?? []);
  }
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Remaining {
  readonly timers: readonly string[];
  readonly listeners: readonly string[];
  readonly iframes: number;
  readonly styles: number;
  readonly scripts: readonly string[];
  readonly body: readonly string[];
  readonly globals: readonly string[];
}

function mustBeError({ error, value, threwSynchronously }: Outcome): CaughtError {
  expect(error, `resolved with ${JSON.stringify(value)}`).toBeDefined();
  expect(error!.isVeError, JSON.stringify(error)).toBe(true);
  expect({ code: error!.code, threwSynchronously }).toEqual({ code: error!.code, threwSynchronously: false });
  return error!;
}
