/** The specs' helpers in the host page: results and events as plain values, and a list of what the SDK leaves behind. */
type Listed = { readonly type: string; readonly payload: unknown; readonly detail?: unknown };

interface PlainError {
  readonly isVeError: boolean;
  readonly name: unknown;
  readonly code: unknown;
  readonly message: unknown;
  readonly cause: unknown;
  readonly context: unknown;
  readonly category: unknown;
  readonly retryable: unknown;
  readonly recoverable: unknown;
  readonly severity: unknown;
  readonly idempotencyKey: unknown;
  readonly version: unknown;
  readonly json: string;
}

interface PlainOutcome {
  readonly value?: unknown;
  readonly error?: PlainError;
  readonly threwSynchronously: boolean;
}

const plain = (value: unknown): unknown => {
  const replaced = (_key: string, inner: unknown): unknown => {
    if (inner instanceof Map) return { map: [...(inner.keys() as Iterable<unknown>)] };
    if (Object.prototype.toString.call(inner) === "[object Error]")
      return { error: (inner as Error).message };
    return typeof inner === "function" ? "[function]" : inner;
  };
  try {
    return value === undefined
      ? undefined
      : (JSON.parse(JSON.stringify(value, replaced) ?? "null") as unknown);
  } catch {
    return String(value);
  }
};

const plainError = (error: unknown): PlainError => {
  const all = Object(error) as Record<string, unknown> & { toJSON?: () => unknown };
  const json = JSON.stringify(typeof all.toJSON === "function" ? all.toJSON() : { ...all });
  return {
    isVeError: window.sdk?.VideoEngagerAgentError.isVeError(error) ?? false,
    name: all.name,
    code: all.code,
    message: all.message,
    cause: plain(all.cause),
    context: plain(all.context),
    category: all.category,
    retryable: all.retryable,
    recoverable: all.recoverable,
    severity: all.severity,
    idempotencyKey: all.idempotencyKey,
    version: all.version,
    json,
  };
};

const seen: Listed[] = [];
const errors: PlainError[] = [];
const begun = new Map<string, { readonly outcome: Promise<PlainOutcome>; isSettled: boolean }>();

const caught = (error: unknown, threwSynchronously: boolean): PlainOutcome => {
  const plainly = plainError(error);
  errors.push(plainly);
  return { error: plainly, threwSynchronously };
};

async function attempt(run: () => unknown): Promise<PlainOutcome> {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    return caught(error, true);
  }
  try {
    return { value: plain(await result), threwSynchronously: false };
  } catch (error) {
    return caught(error, false);
  }
}

function begin(name: string, run: () => unknown): void {
  const entry = { outcome: attempt(run), isSettled: false };
  begun.set(name, entry);
  void entry.outcome.finally(() => {
    entry.isSettled = true;
  });
}

/** Records every event from now on. */
function listen(target: { on(event: string, listener: (...all: never[]) => void): unknown }): void {
  target.on("*", (...all: unknown[]) => {
    const [type, payload, detail] = all;
    seen.push({
      type: String(type),
      payload: plain(payload),
      ...(detail === undefined ? {} : { detail: plain(detail) }),
    });
  });
}

/** What an SDK could leave behind in a page. Listeners on elements are not counted: they are removed with the elements. */
const timers = new Map<unknown, "timeout" | "interval">();
const listeners: { readonly target: EventTarget; readonly type: string; readonly listener: unknown }[] = [];
const globalsBefore = new Set(Object.getOwnPropertyNames(window));

function watchTimers(): void {
  const begins = window.setTimeout.bind(window);
  const repeats = window.setInterval.bind(window);
  const ends = window.clearTimeout.bind(window);
  const stops = window.clearInterval.bind(window);
  window.setTimeout = ((handler: (...all: unknown[]) => void, ms?: number, ...all: unknown[]) => {
    const id: number = begins(() => {
      timers.delete(id);
      handler(...all);
    }, ms);
    timers.set(id, "timeout");
    return id;
  }) as typeof window.setTimeout;
  window.setInterval = ((handler: () => void, ms?: number) => {
    const id: number = repeats(handler, ms);
    timers.set(id, "interval");
    return id;
  }) as typeof window.setInterval;
  window.clearTimeout = (id) => {
    timers.delete(id);
    ends(id);
  };
  window.clearInterval = (id) => {
    timers.delete(id);
    stops(id);
  };
}

function watchListeners(): void {
  const original = { ...Object.getOwnPropertyDescriptors(EventTarget.prototype) };
  const adds = original.addEventListener.value as EventTarget["addEventListener"];
  const removes = original.removeEventListener.value as EventTarget["removeEventListener"];
  const forget = (target: EventTarget, type: string, listener: unknown): void => {
    const index = listeners.findIndex(
      (entry) => entry.target === target && entry.type === type && entry.listener === listener,
    );
    if (index >= 0) listeners.splice(index, 1);
  };
  EventTarget.prototype.addEventListener = function add(type, listener, options) {
    const target = this ?? window;
    if (!(target instanceof Node && target !== document) && !(target instanceof AbortSignal)) {
      listeners.push({ target, type, listener });
      const signal = typeof options === "object" ? options.signal : undefined;
      if (signal) adds.call(signal, "abort", () => forget(target, type, listener), { once: true });
    }
    adds.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function remove(type, listener, options) {
    const target = this ?? window;
    forget(target, type, listener);
    removes.call(target, type, listener, options);
  };
}

function remaining(): unknown {
  return {
    timers: [...timers.values()],
    listeners: listeners.map(({ target, type }) => `${target.constructor.name} ${type}`),
    iframes: document.querySelectorAll("iframe").length,
    styles:
      document.querySelectorAll("style, link[rel=stylesheet]").length + document.adoptedStyleSheets.length,
    scripts: [...document.scripts].map(({ src }) => src).filter((src) => src && !src.endsWith("/harness.js")),
    body: [...document.body.children].map(({ outerHTML }) => outerHTML.slice(0, 100)),
    globals: Object.getOwnPropertyNames(window).filter(
      (name) => !globalsBefore.has(name) && !/^(sdk|harness|\d+|__pw|__playwright|keep)/.test(name),
    ),
  };
}

watchTimers();
watchListeners();
const harness = { attempt, begin, listen, remaining, plain, begun, seen, errors };
Object.assign(window, { harness });
