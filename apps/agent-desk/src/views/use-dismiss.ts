import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * While `isOpen`: reports a press outside of the element, or the focus moving into an iframe, with `hadEscape` false; and
 * Escape with true. Does what `popover="auto"` does, which Firefox 115 and Safari 16 don't have.
 */
export function useDismiss(
  element: RefObject<HTMLElement | null>,
  isOpen: boolean,
  onDismiss: (hadEscape: boolean) => void,
): void {
  // Before the browser paints: a key that is pressed as soon as the element shows must not be lost.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const lifetime = new AbortController();
    const { signal } = lifetime;
    document.addEventListener(
      "pointerdown",
      ({ target }) => {
        if (target instanceof Node && !element.current?.contains(target)) onDismiss(false);
      },
      { signal, capture: true },
    );
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onDismiss(true);
      },
      { signal },
    );
    // A press in an iframe reaches this page only as a loss of focus.
    addEventListener(
      "blur",
      () => {
        if (document.activeElement instanceof HTMLIFrameElement) onDismiss(false);
      },
      { signal },
    );
    return () => lifetime.abort();
  }, [isOpen]);
}
