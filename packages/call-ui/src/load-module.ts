import { logProblem } from "./log-problem.ts";

const RETRY_AFTER_MS = 1_000;

/** A part of the page, loaded when it is needed. */
export interface LazyModule<Value> {
  /** Null until the part is loaded. */
  readonly value: Value | null;
  /** Loads the part once. Another call resolves to the same value. */
  load(): Promise<Value>;
}

/** A part of the page that is loaded once. A request that fails is repeated every second until the part is there. */
export function loadModule<Value>(load: () => Promise<Value>): LazyModule<Value> {
  let value: Value | null = null;
  let loading: Promise<Value> | null = null;
  const withRetry = async (): Promise<Value> => {
    for (;;) {
      try {
        value = await load();
        return value;
      } catch (cause) {
        logProblem(cause);
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      }
    }
  };
  return {
    get value() {
      return value;
    },
    load() {
      loading ??= withRetry();
      return loading;
    },
  };
}
