import { type RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * Takes the keyboard to what has just replaced the page; a screen reader reads it out. Within another page only
 * while the keyboard is here: who types there goes on typing there. So does who writes in the chat, which stays.
 */
export function useFocusOnMount<Target extends HTMLElement>(): RefObject<Target | null> {
  const ref = useRef<Target>(null);
  useEffect(() => {
    if (document.activeElement instanceof HTMLTextAreaElement) return;
    if (parent === window || document.hasFocus()) ref.current?.focus({ preventScroll: true });
  }, []);
  return ref;
}
