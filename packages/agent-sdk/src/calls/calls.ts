/**
 * One call at a time: opens the widget, follows it, ends it, and says what happens in the order that API 6 decides.
 */
import { VideoEngagerAgentError } from "../errors.ts";
import type { CallState, Emit } from "../events.ts";
import { decide, until } from "../lib/operation.ts";
import { endSession, NO_CALL, type SessionStep, stepSession } from "./call-session.ts";
import type { Watch, WidgetPort, WidgetSignal } from "./widget-port.ts";

/** How long a widget may take to hang up properly. */
const HANG_UP_WAIT_MS = 1_000;

export interface CallsPort {
  readonly widget: WidgetPort;
  readonly emit: Emit;
  readonly keepWidgetOpen: boolean;
  /** Told what went wrong where no operation waits for it. */
  onError(error: unknown): void;
}

export interface Calls {
  readonly state: () => CallState;
  readonly isOpen: () => boolean;
  /** Whether there is something that `end` can end. */
  readonly isBusy: () => boolean;
  /** Throws where no call can start now. */
  readonly assertFree: () => void;
  /**
   * Opens the widget and waits until `await` says that there is a call. On any failure the widget is closed
   * before this rejects.
   */
  start(
    getUrl: () => string | Promise<string>,
    awaitStart: (watch: Watch, signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Ends whatever there is; `CALL_NOT_STARTED` where there is nothing. */
  end(): Promise<void>;
}

export function createCalls({ widget, emit, keepWidgetOpen, onError }: CallsPort): Calls {
  const watchers = new Set<(signal: WidgetSignal) => void>();
  let state = NO_CALL;
  let shown: "no" | "opening" | "open" = "no";
  let hasReported = false;
  let starting: AbortController | undefined;
  let closing: Promise<void> | undefined;
  let ending: Promise<void> | undefined;

  const watch: Watch = (watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };

  const apply = (step: SessionStep): void => {
    state = step.state;
    const isOver = step.isOver && !starting && !ending && !closing;
    // Begun first, so that a listener may call again at once; it closes after this turn.
    if (isOver && !keepWidgetOpen) closeWidget().catch(onError);
    for (const [type, payload] of step.events)
      (emit as (type: string, payload: unknown) => void)(type, payload);
    if (isOver && keepWidgetOpen) state = NO_CALL;
  };

  const closeWidget = (): Promise<void> => {
    closing ??= (async () => {
      await undefined;
      apply(endSession(state));
      try {
        if (shown !== "no") await widget.close();
      } finally {
        const wasOpen = shown === "open";
        shown = "no";
        closing = undefined;
        if (wasOpen) emit("iframeStateChanged", false);
        state = NO_CALL;
      }
    })();
    return closing;
  };

  const hear = (signal: WidgetSignal): void => {
    if ("status" in signal) {
      const step = stepSession(state, signal, hasReported);
      hasReported ||= signal.status === "PRE_CALL" || signal.status === "CALL_STARTED";
      apply(step);
    } else if (signal.type === "opened") {
      shown = "open";
      emit("iframeStateChanged", true);
    } else if (signal.type === "removed") closeWidget().catch(onError);
    for (const watcher of watchers) watcher(signal);
  };

  const isBusy = (): boolean => !!starting || (shown !== "no" && !closing);

  const assertFree = (): void => {
    if (ending) throw new VideoEngagerAgentError("OPERATION_CONFLICT");
    if (isBusy()) throw new VideoEngagerAgentError("SESSION_ALREADY_ACTIVE");
  };

  const hangUp = (): Promise<void> =>
    decide<void>(undefined, ({ resolve, after }) => {
      const stop = watch((said) => {
        if ("status" in said && said.status === "FINISHED") resolve();
      });
      if (widget.hangUp()) after(HANG_UP_WAIT_MS, resolve);
      else resolve();
      return stop;
    });

  return {
    state: () => state,
    isOpen: () => shown === "open",
    isBusy,
    assertFree,
    async start(getUrl, awaitStart, signal) {
      assertFree();
      const run = new AbortController();
      const abort = (): void => run.abort(signal.reason);
      starting = run;
      signal.addEventListener("abort", abort);
      try {
        const stop = (error: unknown): void => run.abort(error);
        const started = awaitStart(watch, run.signal);
        started.catch(stop);
        await until(
          closing?.catch(() => {}),
          run.signal,
        );
        const url = await until(getUrl(), run.signal);
        shown = "opening";
        hasReported = false;
        widget.open(url, hear).catch(stop);
        await started;
      } catch (error) {
        await (ending ?? closeWidget()).catch(onError);
        throw error;
      } finally {
        if (starting === run) starting = undefined;
        signal.removeEventListener("abort", abort);
      }
    },
    end() {
      if (ending) return ending;
      if (!isBusy()) return closing ?? Promise.reject(new VideoEngagerAgentError("CALL_NOT_STARTED"));
      ending = (async () => {
        try {
          starting?.abort(new VideoEngagerAgentError("OPERATION_ABORTED"));
          starting = undefined;
          if (shown === "open") await hangUp();
          await closeWidget();
        } finally {
          ending = undefined;
        }
      })();
      return ending;
    },
  };
}
