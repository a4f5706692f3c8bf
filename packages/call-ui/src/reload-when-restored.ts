/**
 * Loads the page again if the browser restores it from its back/forward cache. The browser has closed the page's socket and
 * connections, and the platform has taken its seat away. A page that is loaded again finds its way back by what its tab remembers.
 * Most browsers keep no page of ours in that cache, because of `no-store` and WebRTC.
 */
export function reloadWhenRestored(): void {
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}
