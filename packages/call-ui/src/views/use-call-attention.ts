import { useEffect, useRef } from "preact/hooks";
import { callAttention } from "./call-attention.ts";

/** Who waited for less is still looking; so is who reloads the page in a call. */
const MIN_WAIT_MS = 3_000;

/** Calls the person back when `happened` becomes true after they have waited. */
export function useCallAttention(happened: boolean, words: string): void {
  const before = useRef({ happened, sinceMs: performance.now() });
  useEffect(() => {
    const { happened: had, sinceMs } = before.current;
    if (happened && !had && performance.now() - sinceMs > MIN_WAIT_MS) callAttention(words);
    if (happened !== had) before.current = { happened, sinceMs: performance.now() };
  }, [happened]);
}
