import { useEffect, useState } from "preact/hooks";

const FADES_AFTER_MS = 4_000;

/**
 * Whether nobody has touched anything for 4 s, so that the controls may step back. Never while `holds`, and
 * never while the keyboard's focus is on one of them.
 */
export function useQuiet(holds: boolean): boolean {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    setQuiet(false);
    if (holds) return undefined;
    const listeners = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const rest = (): void => {
      if (document.querySelector("[data-controls] :focus-visible") !== null) return wake();
      setQuiet(true);
    };
    const wake = (): void => {
      clearTimeout(timer);
      setQuiet(false);
      timer = setTimeout(rest, FADES_AFTER_MS);
    };
    for (const type of ["pointermove", "pointerdown", "keydown", "focusin"])
      window.addEventListener(type, wake, { signal: listeners.signal, passive: true });
    wake();
    return () => {
      listeners.abort();
      clearTimeout(timer);
    };
  }, [holds]);
  return quiet;
}
