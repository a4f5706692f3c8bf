export interface NetworkListeners {
  /** The machine has another network: what is open probably leads nowhere. */
  readonly changed: () => void;
  /** The page is visible again or was resumed: timers may not have run. */
  readonly woke: () => void;
}

interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

/** Tells when the network changed or the page woke up. */
export function watchNetwork({ changed, woke }: NetworkListeners, signal: AbortSignal): void {
  window.addEventListener("online", changed, { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") woke();
    },
    { signal },
  );
  document.addEventListener("resume", woke, { signal });
  const { connection } = navigator as Navigator & { readonly connection?: NetworkInformation };
  let type = connection?.type;
  connection?.addEventListener(
    "change",
    () => {
      // It also fires for every new estimate of the bandwidth.
      if (connection.type === type) return;
      type = connection.type;
      if (type !== "none") changed();
    },
    { signal },
  );
}
