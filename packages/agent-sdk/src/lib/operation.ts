import {
  addContext,
  ensureArgument,
  toAgentError,
  type VEErrorCode,
  VideoEngagerAgentError,
} from "../api/errors.ts";
import type { Logger } from "../api/options.ts";

/** How long an operation can take if no timeout is given. */
export const DEFAULT_TIMEOUT_MS = 30_000;

/** What {@link race} gives to its body. */
export interface Race<Value> {
  /** Takes a value only: a promise would block the race, whatever comes first. */
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
  /** Runs after this many milliseconds, unless the race is settled before or the returned function is called. */
  readonly after: (ms: number, then: () => void) => () => void;
}

/** Settles with the first call of `resolve` or `reject`. Then its timers and the subscription that the body returns end. */
export function race<Value>(
  signal: AbortSignal | undefined,
  body: (race: Race<Value>) => (() => void) | void,
): Promise<Value> {
  const timers: ReturnType<typeof setTimeout>[] = [];
  let unsubscribe: (() => void) | void;
  let abort = (): void => {};
  return new Promise<Value>((resolve, reject) => {
    abort = () => reject(signal?.reason);
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort);
    const after = (ms: number, then: () => void): (() => void) => {
      const timer = setTimeout(then, ms);
      timers.push(timer);
      return () => clearTimeout(timer);
    };
    unsubscribe = body({ resolve, reject, after });
  }).finally(() => {
    timers.forEach(clearTimeout);
    unsubscribe?.();
    signal?.removeEventListener("abort", abort);
  });
}

/** Settles like the promise, unless the signal aborts first; then it rejects with the signal's reason. */
export function withSignal<Value>(
  promise: Value | PromiseLike<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  // If the signal has aborted already, nothing else handles the promise.
  const running = ignoreRejection(Promise.resolve(promise));
  return race(signal, ({ resolve, reject }) => {
    running.then(resolve, reject);
  });
}

/** Resolves after this many milliseconds; rejects with the signal's reason if it aborts first. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return race(signal, ({ resolve, after }) => {
    after(ms, resolve);
  });
}

/** Prevents an `unhandledrejection` event for a promise that nobody may be waiting for. */
export function ignoreRejection<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}

/** `AbortSignal.prototype.throwIfAborted`, which jsdom 20 lacks. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw signal.reason;
}

/** Why an operation waits: a cause for the error's context, and a sentence that says what to do. */
export interface Trouble {
  readonly cause: string;
  readonly message: string;
}

/** An operation while it runs. */
export interface Running {
  readonly signal: AbortSignal;
  /**
   * States what the operation waits for, for the context of its error and for the log.
   *
   * @param timeoutCode the error if the time runs out during this wait; default: `OPERATION_TIMEOUT`
   * @param trouble what is known to keep it waiting: `cause` goes into the error's context, `message` says what to do
   */
  readonly waitFor: (what: string, timeoutCode?: VEErrorCode, trouble?: Trouble) => void;
  /** Replaces the time that is left, in milliseconds. */
  readonly setLimit: (ms: number) => void;
  /** Starts the first time limit again, in full. */
  readonly restartLimit: () => void;
}

export interface OperationSpec {
  /** The public function's name. */
  readonly operation: string;
  /** Undefined: no limit, until the work sets one. */
  readonly timeoutMs?: number | undefined;
  /** What the caller passed, unchecked: its `signal` aborts the operation. */
  readonly options?: unknown;
  /** Aborted by `destroy()`. */
  readonly life?: AbortSignal | undefined;
  readonly logger?: Logger;
}

/**
 * Runs work under a signal that aborts when the time runs out, or when the caller's signal or the agent's life does. Rejects only with
 * agent errors: `OPERATION_ABORTED` for everything that fails after an abort. The error's context names the operation, its time limit and what
 * it was waiting for. The signal also aborts when the operation is over.
 */
export async function runOperation<Value>(
  { operation, timeoutMs, options, life, logger }: OperationSpec,
  work: (running: Running) => Value | PromiseLike<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const { signal } = controller;
  const facts: { operation: string; timeoutMs?: number; waitingFor?: string } = { operation };
  const unfollow: (() => void)[] = [];
  let timeoutCode: VEErrorCode | undefined;
  let trouble: Trouble | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (source: AbortSignal): void => {
    const abort = (): void => controller.abort(source.reason);
    source.addEventListener("abort", abort);
    unfollow.push(() => source.removeEventListener("abort", abort));
    if (source.aborted) abort();
  };
  let firstLimitMs: number | undefined;
  const setLimit = (ms: number): void => {
    firstLimitMs ??= ms;
    clearTimeout(timer);
    facts.timeoutMs = ms;
    timer = setTimeout(() => controller.abort(describeTimeout(facts, timeoutCode, trouble)), ms);
  };
  const waitFor = (what: string, code?: VEErrorCode, known?: Trouble): void => {
    timeoutCode = code;
    trouble = known;
    if (facts.waitingFor === what) return;
    facts.waitingFor = what;
    logger?.debug(`${operation}() waits for ${what}.`);
  };
  try {
    logger?.debug(`${operation}()`);
    if (life) follow(life);
    const outer: unknown = Object(options).signal ?? undefined;
    if (outer !== undefined) {
      const message = "`signal` must be an AbortSignal. Pass the `signal` of an AbortController.";
      ensureArgument(isSignal(outer), message);
      follow(outer);
    }
    if (timeoutMs) setLimit(timeoutMs);
    throwIfAborted(signal);
    return await work({ signal, waitFor, setLimit, restartLimit: () => setLimit(firstLimitMs ?? 0) });
  } catch (error) {
    const failed = toAgentError(error, signal.aborted ? "OPERATION_ABORTED" : "VE_UNHANDLED_ERROR");
    addContext(failed, facts);
    logger?.debug(`${operation}() failed:`, failed.code, failed.message);
    throw failed;
  } finally {
    for (const stop of unfollow) stop();
    controller.abort();
    clearTimeout(timer);
  }
}

function describeTimeout(
  { operation, timeoutMs, waitingFor }: { operation: string; timeoutMs?: number; waitingFor?: string },
  code: VEErrorCode = "OPERATION_TIMEOUT",
  trouble?: Trouble,
): VideoEngagerAgentError {
  const limit = `${operation}() did not finish within ${timeoutMs} ms`;
  if (trouble) {
    const { cause } = trouble;
    return new VideoEngagerAgentError(code, { message: `${limit}. ${trouble.message}`, context: { cause } });
  }
  if (code !== "OPERATION_TIMEOUT") return new VideoEngagerAgentError(code);
  const where = waitingFor ? ` while waiting for ${waitingFor}` : "";
  const message = `${limit}${where}. Check the network and try again.`;
  return new VideoEngagerAgentError(code, { message });
}

function isSignal(value: unknown): value is AbortSignal {
  const { aborted, addEventListener } = Object(value) as Partial<AbortSignal>;
  return typeof aborted === "boolean" && typeof addEventListener === "function";
}
