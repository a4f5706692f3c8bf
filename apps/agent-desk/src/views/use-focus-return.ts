import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** When the element goes away with the focus in it, the keyboard goes on at what `next` gives. */
export function useFocusReturn(element: RefObject<HTMLElement | null>, next: () => HTMLElement | null): void {
  useLayoutEffect(
    () => () => {
      if (element.current?.contains(document.activeElement)) next()?.focus();
    },
    [],
  );
}
