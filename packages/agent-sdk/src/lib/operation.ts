import { toAgentError, VideoEngagerAgentError } from "../errors.ts";

/** How long an operation may take that was given no time of its own. */
export const DEFAULT_TIMEOUT_MS = 30_000;

/** What {@link decide} gives to its body. */
export interface Settle<Value> {
  /** Of a value: a promise would hold the race, whatever comes first. */
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
  /** Runs after this many milliseconds, unless the race is decided before, or the returned function called. */
  readonly after: (ms: number, then: () => void) => () => void;
}

/** A race: whatever settles it first wins; its timers and the subscription that the body returns end with it. */
export function decide<Value>(
  signal: AbortSignal | undefined,
  body: (settle: Settle<Value>) => (() => void) | void,
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

/** Settles as the promise does, unless the signal aborts first; then it rejects with the signal's reason. */
export function until<Value>(promise: Value | PromiseLike<Value>, signal: AbortSignal): Promise<Value> {
  return decide(signal, ({ resolve, reject }) => {
    Promise.resolve(promise).then(resolve, reject);
  });
}

/** Lets time pass; rejects with the signal's reason when that aborts first. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return decide(signal, ({ resolve, after }) => {
    after(ms, resolve);
  });
}

/**
 * Marks a promise as handled, so that a caller who doesn't wait for it never meets an unhandled rejection.
 */
export function handled<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}

/**
 * Runs work under a signal of its own, which aborts with `OPERATION_TIMEOUT` when the time has passed, or when one of the
 * given signals does. Rejects with nothing but an agent error: `OPERATION_ABORTED` for whatever fails after an abort.
 * Without a time the work keeps its own.
 */
export async function runOperation<Value>(
  timeoutMs: number | undefined,
  signals: readonly unknown[],
  work: (signal: AbortSignal) => Value | PromiseLike<Value>,
): Promise<Value> {
  const limit = new AbortController();
  const timer =
    timeoutMs && setTimeout(() => limit.abort(new VideoEngagerAgentError("OPERATION_TIMEOUT")), timeoutMs);
  let signal: AbortSignal | undefined;
  try {
    signal = AbortSignal.any([limit.signal, ...(signals.filter((outer) => outer) as AbortSignal[])]);
    signal.throwIfAborted();
    return await work(signal);
  } catch (error) {
    const failed = signal?.aborted ? "OPERATION_ABORTED" : "VE_UNHANDLED_ERROR";
    throw toAgentError(error, signal ? failed : "INVALID_ARGUMENT");
  } finally {
    clearTimeout(timer);
  }
}
