import { useEffect } from "preact/hooks";

/** A keyboard takes at least this much of a phone's height, CSS pixels. */
const KEYBOARD_FROM_PX = 120;

/**
 * Fits the page into what is visible of it: on iOS the on-screen keyboard covers the page instead of resizing it. Sets
 * `--visible-height`, `--visible-top` and `data-keyboard` on the document.
 */
export function useVisualViewport(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return undefined;
    const root = document.documentElement;
    const listeners = new AbortController();
    const fit = (): void => {
      // Zoomed in by the person: the page stays as it is.
      const hasKeyboard = viewport.scale === 1 && innerHeight - viewport.height > KEYBOARD_FROM_PX;
      root.dataset.keyboard = String(hasKeyboard);
      root.style.setProperty(
        "--visible-height",
        hasKeyboard ? `${viewport.height}px` : "calc(100 * var(--dvh))",
      );
      root.style.setProperty("--visible-top", hasKeyboard ? `${viewport.offsetTop}px` : "0px");
    };
    for (const type of ["resize", "scroll"])
      viewport.addEventListener(type, fit, { signal: listeners.signal });
    fit();
    return () => listeners.abort();
  }, []);
}
