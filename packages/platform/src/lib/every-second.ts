/** Calls `tick` every second until what it returns is called. Injected, as the clock is, so that a test can steer it. */
export type EverySecond = (tick: () => void) => () => void;

export const SYSTEM_SECONDS: EverySecond = (tick) => {
  const timer = setInterval(tick, 1_000);
  timer.unref();
  return () => clearInterval(timer);
};
