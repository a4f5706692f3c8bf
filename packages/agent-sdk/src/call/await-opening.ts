import type { UnreachableCause } from "@videoengager/protocol/widget/widget-messages";
import { VideoEngagerAgentError } from "../api/errors.ts";
import { type Running, race } from "../lib/operation.ts";
import { describeTrouble, followTrouble } from "./describe-trouble.ts";
import type { OpeningMachine } from "./opening-machine.ts";
import type { Watch, WidgetSignal } from "./widget-signals.ts";

/** How to decide whether a call has started. */
export interface Opening<State = never, Extra = never> {
  readonly machine: OpeningMachine<State, Extra>;
  /** Feeds the machine's own kind of input; returns how to stop. */
  readonly subscribe?: (feed: (input: Extra) => void) => () => void;
  /** Sees every state, for side effects. */
  readonly onState?: (state: State) => void;
}

/** Runs an opening machine on a widget's signals. Resolves when the call has started. */
export function awaitOpening<State, Extra>(
  watch: Watch,
  { machine, subscribe, onState }: Opening<State, Extra>,
  { signal, waitFor, setLimit, restartLimit }: Running,
): Promise<void> {
  return race<void>(signal, ({ resolve, reject }) => {
    let state = machine.initial;
    let cause: UnreachableCause | undefined;
    const feed = (input: WidgetSignal | Extra): void => {
      const { state: next, outcome, limitMs } = machine.step(state, input);
      state = next;
      onState?.(state);
      if (limitMs === "restart") restartLimit();
      else if (limitMs) setLimit(limitMs);
      if (outcome === "started") resolve();
      else if (outcome)
        reject("error" in outcome ? outcome.error : new VideoEngagerAgentError(outcome.code, outcome));
      else {
        const [what, timeoutCode] = machine.describeWait(state);
        waitFor(what, timeoutCode, cause && describeTrouble(cause));
      }
    };
    waitFor(...machine.describeWait(state));
    const unwatch = watch((said) => {
      cause = followTrouble(cause, said);
      feed(said);
    });
    const stops = [unwatch, subscribe?.(feed)];
    return () => {
      for (const stop of stops) stop?.();
    };
  });
}
