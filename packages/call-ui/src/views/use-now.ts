import { useEffect, useState } from "preact/hooks";

/** This machine's clock, once a second while `runs`. */
export function useNow(runs: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!runs) return undefined;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [runs]);
  return nowMs;
}
