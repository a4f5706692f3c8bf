/** Tells once when an iframe that was in the page no longer is. Returns how to stop. */
export function watchRemoval(iframe: HTMLIFrameElement, onRemoved: () => void): () => void {
  let wasConnected = iframe.isConnected;
  const observer = new MutationObserver(() => {
    if (iframe.isConnected) wasConnected = true;
    else if (wasConnected) {
      observer.disconnect();
      onRemoved();
    }
  });
  const changes = { childList: true, subtree: true };
  observer.observe(document, changes);
  // What happens inside a shadow root is seen from there only.
  for (let root = iframe.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    observer.observe(root, changes);
  return () => observer.disconnect();
}
