import { useEffect, useState } from "preact/hooks";

const SECOND_MS = 1_000;

/** This machine's clock in milliseconds, updated once a second while `isRunning`; otherwise the time of the last render. */
export function useNow(isRunning: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!isRunning) return undefined;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return isRunning ? nowMs : Date.now();
}
