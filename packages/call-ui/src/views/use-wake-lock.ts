import { useEffect } from "preact/hooks";

/** Keeps a phone's screen on while the component is mounted. */
export function useWakeLock(): void {
  useEffect(() => {
    const lifetime = new AbortController();
    let lock: WakeLockSentinel | null = null;
    const keepAwake = async (): Promise<void> => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // Refused on an empty battery, or where the embedding page doesn't pass it on.
      lock = await navigator.wakeLock.request("screen").catch(() => null);
      if (lifetime.signal.aborted) void lock?.release();
    };
    void keepAwake();
    document.addEventListener("visibilitychange", () => void keepAwake(), { signal: lifetime.signal });
    return () => {
      lifetime.abort();
      void lock?.release();
    };
  }, []);
}
