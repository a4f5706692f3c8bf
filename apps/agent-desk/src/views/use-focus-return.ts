import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** Moves the focus to `next()` if the element unmounts while it has the focus. */
export function useFocusReturn(element: RefObject<HTMLElement | null>, next: () => HTMLElement | null): void {
  useLayoutEffect(
    () => () => {
      if (element.current?.contains(document.activeElement)) next()?.focus();
    },
    [],
  );
}
