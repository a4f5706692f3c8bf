import { useEffect, useReducer } from "preact/hooks";
import type { LazyModule } from "../load-module.ts";

/** A part of the page, loaded when it is first wanted; null until then. A part that is loaded is there in the first render. */
export function useModule<Value>(module: LazyModule<Value>, isWanted: boolean): Value | null {
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  const { value } = module;
  useEffect(() => {
    if (isWanted && value === null) void module.load().then(render);
  }, [module, isWanted]);
  return isWanted ? value : null;
}
