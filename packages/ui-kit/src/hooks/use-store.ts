import { useEffect, useState } from "preact/hooks";
import type { Store } from "../store.ts";

/** A store's current value; the component renders again with each change. */
export function useStore<Value>(store: Store<Value>): Value {
  const [, render] = useState<unknown>(store.value);
  useEffect(() => {
    render(store.value);
    return store.subscribe(() => render(store.value));
  }, [store]);
  return store.value;
}
