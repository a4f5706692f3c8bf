import { type RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Takes the keyboard to what has just replaced the page; a screen reader reads it out. */
export function useFocusOnMount<Target extends HTMLElement>(): RefObject<Target | null> {
  const ref = useRef<Target>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return ref;
}
