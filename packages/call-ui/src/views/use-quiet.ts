import { useEffect, useRef, useState } from "preact/hooks";

const FADES_AFTER_MS = 4_000;

interface Quiet {
  /** Nobody has touched anything for 4 s: the controls fade. */
  readonly isQuiet: boolean;
  /** Fades them now, unless the tap that asks for it has just brought them back. */
  readonly hide: () => void;
}

/**
 * Fades the controls when nothing happens; never while `holds`, and never while one of them has the keyboard's focus. A tap
 * that brings them back presses nothing: nobody can aim at a button that is not shown.
 */
export function useQuiet(holds: boolean): Quiet {
  const [isQuiet, setQuiet] = useState(false);
  const quiet = useRef(false);
  /** The press that is going on has brought the controls back. */
  const hasWoken = useRef(false);
  const change = (value: boolean): void => {
    quiet.current = value;
    setQuiet(value);
  };
  useEffect(() => {
    change(false);
    if (holds) return undefined;
    const listeners = new AbortController();
    const { signal } = listeners;
    let timer: ReturnType<typeof setTimeout>;
    const rest = (): void => {
      if (document.querySelector("[data-controls] :focus-visible") !== null) return wake();
      change(true);
    };
    const wake = (): void => {
      clearTimeout(timer);
      change(false);
      timer = setTimeout(rest, FADES_AFTER_MS);
    };
    const press = ({ pointerType }: PointerEvent): void => {
      // A mouse has moved there first, so its button was shown.
      hasWoken.current = quiet.current && pointerType !== "mouse";
      wake();
    };
    const swallow = (event: MouseEvent): void => {
      // A click of the keyboard or of assistive technology has no pointer, and its button has the focus.
      if (hasWoken.current && event.detail > 0) {
        event.preventDefault();
        event.stopPropagation();
      }
      hasWoken.current = false;
    };
    const early = { signal, passive: true, capture: true };
    for (const type of ["pointermove", "keydown", "focusin"] as const)
      window.addEventListener(type, (event) => !isTouchMove(event) && wake(), early);
    window.addEventListener("pointerdown", press, early);
    window.addEventListener("click", swallow, { signal, capture: true });
    wake();
    return () => {
      listeners.abort();
      clearTimeout(timer);
    };
  }, [holds]);
  return { isQuiet, hide: () => !holds && !hasWoken.current && change(true) };
}

/** A finger's movement comes after its press, which has woken the controls already. */
function isTouchMove(event: Event): boolean {
  return event instanceof PointerEvent && event.pointerType === "touch";
}
