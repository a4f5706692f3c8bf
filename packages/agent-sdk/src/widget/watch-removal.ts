const CHANGES: MutationObserverInit = { childList: true, subtree: true };

/** Tells when an iframe that was in the page no longer is, until the signal aborts. */
export function watchRemoval(iframe: HTMLIFrameElement, signal: AbortSignal, onRemoved: () => void): void {
  let wasConnected = false;
  const observer = new MutationObserver(() => {
    if (iframe.isConnected) wasConnected = true;
    else if (wasConnected) {
      observer.disconnect();
      onRemoved();
    }
  });
  const watch = (): void => {
    wasConnected ||= iframe.isConnected;
    observer.observe(document, CHANGES);
    // What happens inside a shadow root is seen from there only.
    for (let root = iframe.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
      observer.observe(root, CHANGES);
  };
  // One that was given before it was mounted may be in a shadow root by now.
  iframe.addEventListener("load", watch, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
  watch();
}
