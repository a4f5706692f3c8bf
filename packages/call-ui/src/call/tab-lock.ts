import { anySignal } from "../any-signal.ts";

/**
 * Keeps two tabs from being one page: "Duplicate tab" copies sessionStorage, and with it the tab's instance id.
 *
 * @returns true where this page is the only one with this id, for its whole life. False: another page of this browser has it.
 * A page just reloaded waits for its predecessor to let go of the lock. Where the browser has no Web Locks: true.
 */
export async function lockTab(instanceId: string, signal: AbortSignal): Promise<boolean> {
  if (!("locks" in navigator)) return true;
  const waited = anySignal(signal, AbortSignal.timeout(isReload() ? RELOADED_WITHIN_MS : RELEASED_WITHIN_MS));
  return new Promise((resolve) => {
    navigator.locks
      .request(`ve-tab-${instanceId}`, { signal: waited }, () => {
        resolve(true);
        // Held until the page goes away.
        return new Promise<void>(() => undefined);
      })
      // Not granted in time; or refused altogether, as in a sandboxed frame.
      .catch((cause: unknown) => resolve((cause as Error).name === "SecurityError"));
  });
}

/** The browser releases a lock as soon as its page is gone. */
const RELEASED_WITHIN_MS = 400;
/** A busy computer may start the reloaded page long before it has ended its predecessor. A copy of a tab is not a reload. */
const RELOADED_WITHIN_MS = 2_000;

function isReload(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return (navigation as PerformanceNavigationTiming | undefined)?.type === "reload";
}
