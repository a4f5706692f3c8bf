import { useEffect, useState } from "preact/hooks";
import type { Store } from "../store.ts";

/** A store's value; the component is drawn anew with each. */
export function useStore<Value>(store: Store<Value>): Value {
  const [, draw] = useState<unknown>(store.value);
  useEffect(() => {
    draw(store.value);
    return store.subscribe(() => draw(store.value));
  }, [store]);
  return store.value;
}
