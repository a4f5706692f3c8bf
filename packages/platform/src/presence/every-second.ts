/** Calls `tick` every second, until the returned function is called. Injected, so that a test can control it. */
export type EverySecond = (tick: () => void) => () => void;

export const SYSTEM_SECONDS: EverySecond = (tick) => {
  const timer = setInterval(tick, 1_000);
  timer.unref();
  return () => clearInterval(timer);
};
