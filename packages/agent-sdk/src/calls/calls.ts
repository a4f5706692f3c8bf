/**
 * One call at a time: opens the widget, follows it, ends it, and says what happens in the order that API 6 decides.
 */
import { ensure, VideoEngagerAgentError } from "../errors.ts";
import type { CallState, Emit } from "../events.ts";
import { decide, until } from "../lib/operation.ts";
import { endSession, NO_CALL, type SessionStep, stepSession } from "./call-session.ts";
import type { Watch, Widget, WidgetSignal } from "./widget-port.ts";

/** How long a widget may take to hang up properly. */
const HANG_UP_WAIT_MS = 1_000;

export interface CallsPort {
  /** Shows a widget and tells what it does. */
  readonly openWidget: (url: string, listener: (signal: WidgetSignal) => void) => Widget;
  readonly emit: Emit;
  readonly keepWidgetOpen: boolean;
  /** Told what went wrong where no operation waits for it. */
  readonly onError: (error: unknown) => void;
}

export class Calls {
  readonly #port: CallsPort;
  readonly #watchers: Set<(signal: WidgetSignal) => void> = new Set();
  #state: CallState = NO_CALL;
  #widget: Widget | undefined;
  #isOpen = false;
  #hasReported = false;
  #starting: AbortController | undefined;
  #closing: Promise<void> | undefined;
  #ending: Promise<void> | undefined;

  constructor(port: CallsPort) {
    this.#port = port;
  }

  get state(): CallState {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether there is something that `end` can end. */
  get isBusy(): boolean {
    return !!this.#starting || (!!this.#widget && !this.#closing);
  }

  /** Throws where no call can start now. */
  assertFree(): void {
    ensure(!this.#ending, "OPERATION_CONFLICT");
    ensure(!this.isBusy, "SESSION_ALREADY_ACTIVE");
  }

  /**
   * Opens the widget and waits until `awaitStart` says that there is a call. On any failure the widget is closed
   * before this rejects.
   */
  async start(
    getUrl: () => Promise<string>,
    awaitStart: (watch: Watch, signal: AbortSignal) => Promise<void>,
    outer: AbortSignal,
  ): Promise<void> {
    this.assertFree();
    const run = new AbortController();
    const signal = AbortSignal.any([outer, run.signal]);
    const stop = (error: unknown): void => run.abort(error);
    this.#starting = run;
    try {
      const started = awaitStart(this.#watch, signal);
      started.catch(stop);
      await until(
        this.#closing?.catch(() => {}),
        signal,
      );
      const url = await until(getUrl(), signal);
      this.#hasReported = false;
      this.#widget = this.#port.openWidget(url, this.#hear);
      this.#widget.opened.catch(stop);
      await started;
    } catch (error) {
      await (this.#ending ?? this.#close()).catch(this.#port.onError);
      throw error;
    } finally {
      if (this.#starting === run) this.#starting = undefined;
    }
  }

  /** Ends what there is, if anything; settles when the widget is closed. */
  async stop(): Promise<void> {
    if (this.isBusy || this.#closing) await this.end();
  }

  /** Ends whatever there is; `CALL_NOT_STARTED` where there is nothing. */
  async end(): Promise<void> {
    if (!this.#ending && !this.isBusy) {
      ensure(this.#closing, "CALL_NOT_STARTED");
      return this.#closing;
    }
    this.#ending ??= this.#end().finally(() => {
      this.#ending = undefined;
    });
    return this.#ending;
  }

  async #end(): Promise<void> {
    this.#starting?.abort(new VideoEngagerAgentError("OPERATION_ABORTED"));
    this.#starting = undefined;
    if (this.#isOpen)
      await decide<void>(undefined, ({ resolve, after }) => {
        const stop = this.#watch((said) => {
          if ("status" in said && said.status === "FINISHED") resolve();
        });
        if (this.#widget?.hangUp()) after(HANG_UP_WAIT_MS, resolve);
        else resolve();
        return stop;
      });
    await this.#close();
  }

  readonly #watch: Watch = (watcher) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly #hear = (signal: WidgetSignal): void => {
    // Not those of a call that a listener starts now: it is of another widget.
    const watchers = [...this.#watchers];
    if ("status" in signal) {
      const step = stepSession(this.#state, signal, this.#hasReported);
      this.#hasReported ||= /^(PRE_CALL|CALL_STARTED)$/.test(signal.status);
      this.#apply(step);
    } else if (signal.type === "opened") {
      this.#isOpen = true;
      this.#port.emit("iframeStateChanged", true);
    } else if (signal.type === "removed") this.#close().catch(this.#port.onError);
    for (const watcher of watchers) watcher(signal);
  };

  #apply(step: SessionStep): void {
    const { emit, keepWidgetOpen, onError } = this.#port;
    this.#state = step.state;
    const isOver = step.isOver && !this.#starting && !this.#ending && !this.#closing;
    // Begun first, so that a listener may call again at once; it closes after this turn.
    if (isOver && !keepWidgetOpen) this.#close().catch(onError);
    for (const [type, payload] of step.events)
      (emit as (type: string, payload: unknown) => void)(type, payload);
    if (isOver && keepWidgetOpen) this.#state = NO_CALL;
  }

  #close(): Promise<void> {
    this.#closing ??= this.#closeNow();
    return this.#closing;
  }

  async #closeNow(): Promise<void> {
    await Promise.resolve();
    this.#apply(endSession(this.#state));
    const widget = this.#widget;
    this.#widget = undefined;
    try {
      await widget?.close(() => !!this.#widget);
    } finally {
      const wasOpen = this.#isOpen;
      this.#isOpen = false;
      this.#closing = undefined;
      if (wasOpen) this.#port.emit("iframeStateChanged", false);
      this.#state = NO_CALL;
    }
  }
}
