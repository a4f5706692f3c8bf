import { logProblem } from "./log-problem.ts";

const RETRY_AFTER_MS = 1_000;

/** Loads a part of the page's code once, and retries every second until it is there. */
export function loadModule<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null;
  const withRetry = async (): Promise<Value> => {
    for (;;) {
      try {
        return await load();
      } catch (cause) {
        logProblem(cause);
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      }
    }
  };
  return () => {
    loading ??= withRetry();
    return loading;
  };
}
