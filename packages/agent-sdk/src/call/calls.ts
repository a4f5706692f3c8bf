/**
 * One call at a time: opens the widget, follows it, ends it, and emits events in the order of API 6. The phases:
 *
 * `idle` → `opening` (`call()` or `acceptCall()` is pending) → `open` → `ending` (the widget hangs up) → `closing` → `idle`
 */
import type { CallDevices, CallLayout } from "@videoengager/protocol/widget/call-control";
import { ensure, VideoEngagerAgentError } from "../api/errors.ts";
import type { CallMedia, CallState } from "../api/events.ts";
import type { CallDetails } from "../api/read-options.ts";
import type { RuntimeDeps } from "../api/runtime-deps.ts";
import type { WidgetAddress } from "../api/widget-address.ts";
import { ignoreRejection, type Running, race, runOperation, throwIfAborted } from "../lib/operation.ts";
import { snapshot } from "../lib/snapshot.ts";
import { awaitOpening, type Opening } from "./await-opening.ts";
import { NO_MEDIA, stepMedia } from "./call-media.ts";
import {
  ENDED_HERE,
  type EndCause,
  endSession,
  NO_SESSION,
  noteTrouble,
  type Session,
  type SessionStep,
  stepSession,
} from "./call-session.ts";
import { type CallCommand, controlCall, needControl } from "./control-call.ts";
import { describeSignIn } from "./describe-sign-in.ts";
import { describeTrouble, followTrouble } from "./describe-trouble.ts";
import type { Watch, Widget, WidgetSignal } from "./widget-signals.ts";

/** How long the widget can take to hang up. */
const HANG_UP_WAIT_MS = 1_000;
/** How long a widget that was loaded again can take to return to its call. */
const RETURN_WAIT_MS = 30_000;

const LOST: EndCause = { reason: "lost", by: "platform" };

/** Shows a widget and passes its signals on. */
export type ShowWidget = (url: string, listener: (signal: WidgetSignal) => void) => Widget;

type Phase =
  | { readonly name: "idle" | "open" }
  | { readonly name: "opening"; readonly abort: () => void }
  | { readonly name: "ending" | "closing"; readonly done: Promise<void> };

export class Calls {
  readonly #deps: RuntimeDeps;
  readonly #address: WidgetAddress;
  readonly #showWidget: ShowWidget;
  readonly #watchers: Set<(signal: WidgetSignal) => void> = new Set();
  #phase: Phase = { name: "idle" };
  #session: Session = NO_SESSION;
  #widget: Widget | undefined;
  #isOpen = false;
  #media: CallMedia = NO_MEDIA;
  #devices: CallDevices | undefined;
  #layout: CallLayout | undefined;
  #returnTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: RuntimeDeps, address: WidgetAddress, showWidget: ShowWidget) {
    this.#deps = deps;
    this.#address = address;
    this.#showWidget = showWidget;
  }

  get state(): CallState {
    return this.#session.state;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get media(): CallMedia {
    return this.#media;
  }

  /** Settles when the widget has done it. */
  async control(command: CallCommand, running: Running): Promise<void> {
    await controlCall(this.#widget, this.#watch, command, running);
    if ("layout" in command) this.#layout = command.layout;
  }

  /** The devices that the widget reported; waits for its first report. */
  async getDevices({ signal, waitFor }: Running): Promise<CallDevices> {
    needControl(this.#widget);
    waitFor("the widget's devices");
    return (
      this.#devices ??
      race<CallDevices>(signal, ({ resolve }) =>
        this.#watch((said) => {
          if ("type" in said && said.type === "media") resolve(snapshot(said.devices));
        }),
      )
    );
  }

  readonly #watch: Watch = (watcher) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Throws if no call can start now. */
  assertFree(): void {
    const { name } = this.#phase;
    ensure(name !== "ending", "OPERATION_CONFLICT", {
      message: "The last call is still ending. Wait for endCall() before you start another call.",
    });
    ensure(name === "idle" || name === "closing", "SESSION_ALREADY_ACTIVE");
  }

  /**
   * Opens the widget and waits until the call has started; once more with fresh credentials if the first were refused. If anything
   * fails, the widget is closed before this rejects.
   *
   * @returns the state of the call
   */
  async start<State, Extra>(
    details: CallDetails,
    opening: Opening<State, Extra>,
    running: Running,
  ): Promise<CallState> {
    try {
      return await this.#open(details, opening, running);
    } catch (error) {
      const isRefused = VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED");
      if (!isRefused || !(await this.#address.renewCredentials(running))) throw error;
      this.#deps.logger.info("The credentials were refused. Trying once more with fresh ones.");
      return this.#open(details, opening, running);
    }
  }

  async #open<State, Extra>(
    details: CallDetails,
    opening: Opening<State, Extra>,
    running: Running,
  ): Promise<CallState> {
    this.assertFree();
    const before = this.#phase.name === "closing" ? this.#phase.done.catch(() => {}) : undefined;
    let feed = (_signal: WidgetSignal): void => {};
    const watch: Watch = (watcher) => {
      feed = watcher;
      return () => this.#watchers.delete(watcher);
    };
    const phase: Phase = { name: "opening", abort: () => feed({ frame: "ended" }) };
    this.#phase = phase;
    const started = ignoreRejection(awaitOpening(watch, opening, running));
    try {
      await Promise.race([started, before]);
      const url = await Promise.race([started, this.#address.getUrl(details, running)]);
      this.#session = NO_SESSION;
      this.#watchers.add(feed);
      feed({ frame: "opening" });
      this.#widget = this.#showWidget(String(url), this.#handle);
      await started;
      throwIfAborted(running.signal);
      // A listener of the events of this start can have ended the call.
      ensure(this.#phase === phase, "OPERATION_ABORTED");
      ensure(!this.#session.isOver, "CALL_ALREADY_FINISHED");
      this.#phase = { name: "open" };
      return this.state;
    } catch (error) {
      phase.abort();
      await this.#finish(phase).catch(this.#logError);
      throw error;
    }
  }

  /** Ends the call, if there is one; settles when the widget is closed. */
  async stop(): Promise<void> {
    if (this.#phase.name !== "idle") await this.end().catch(this.#logError);
  }

  /** Ends the call; `CALL_NOT_STARTED` if there is none. */
  end(): Promise<void> {
    const phase = this.#phase;
    ensure(phase.name !== "idle", "CALL_NOT_STARTED");
    if ("done" in phase) return phase.done;
    const done = this.#end(phase);
    // A widget that answers in the same turn has closed by now.
    if (this.#phase === phase) this.#phase = { name: "ending", done };
    return done;
  }

  /** Closes the widget of a failed start, unless `end` does so already. */
  #finish(phase: Phase): Promise<void> {
    if (this.#phase === phase) return this.#close(ENDED_HERE);
    return "done" in this.#phase ? this.#phase.done : Promise.resolve();
  }

  async #end(phase: Phase): Promise<void> {
    // Without this, the phase would change while `end` still reads it.
    await Promise.resolve();
    if (phase.name === "opening") phase.abort();
    if (this.#isOpen)
      await race<void>(undefined, ({ resolve, after }) => {
        const watcher = (signal: WidgetSignal): void => {
          if ("status" in signal && signal.status === "FINISHED") resolve();
        };
        this.#watchers.add(watcher);
        const widget = this.#widget;
        if (!widget?.understands("hangup")) resolve();
        else {
          widget.send({ ve: 1, type: "hangup", id: Math.random().toString(36).slice(2) });
          after(HANG_UP_WAIT_MS, resolve);
        }
        return () => this.#watchers.delete(watcher);
      });
    await this.#close(ENDED_HERE);
  }

  /** For errors that no operation waits for. */
  readonly #logError = (error: unknown): void => this.#deps.logger.error("The widget failed:", error);

  readonly #handle = (signal: WidgetSignal): void => {
    // A listener can start another call now; its watchers wait for another widget.
    const watchers = [...this.#watchers];
    if ("status" in signal) {
      // The widget is back in its call.
      if (signal.status !== "END_CALL") clearTimeout(this.#returnTimer);
      this.#apply(stepSession(this.#session, signal, Date.now()));
    } else if ("type" in signal) {
      if (signal.type === "hello") this.#greet();
      this.#followTrouble(signal);
      this.#follow(signal);
    } else if (signal.frame === "opened") {
      this.#isOpen = true;
      this.#deps.emit("iframeStateChanged", true);
    } else if (signal.frame === "removed") this.#closeUnlessEnding(ENDED_HERE);
    else if (signal.frame === "lost") this.#closeUnlessEnding(LOST);
    for (const watcher of watchers) watcher(signal);
  };

  /** A widget that was loaded again has lost its call and its looks. */
  #greet(): void {
    if (this.state.inActiveSession) void this.#resume();
    if (!this.#widget?.understands("controls")) return;
    const id = "";
    if (this.#deps.settings.hidesControls)
      this.#widget.send({ ve: 1, type: "set", id, controlsHidden: true });
    if (this.#layout) this.#widget.send({ ve: 1, type: "set", id, layout: this.#layout });
  }

  #follow(signal: WidgetSignal): void {
    const { emit } = this.#deps;
    if (!("type" in signal)) return;
    if (signal.type === "media") {
      const { media, events } = stepMedia(this.#media, signal);
      this.#media = media;
      this.#devices = snapshot(signal.devices);
      for (const [type, ...payload] of events) emit(type, ...payload);
    } else if (signal.type === "signingIn") emit("signInRequired", snapshot(describeSignIn(signal.problem)));
    else if (signal.type === "signedIn") emit("signedIn");
    else if (signal.type === "quality")
      emit("connectionQualityChanged", snapshot({ quality: signal.quality, reason: signal.reason }));
    else if (signal.type === "message") {
      const { id, text, atMs } = signal;
      emit("messageReceived", snapshot({ id, text, atMs }));
    }
  }

  #followTrouble(signal: WidgetSignal): void {
    const { unreachable } = this.state;
    const cause = followTrouble(unreachable, signal);
    if (cause === unreachable) return;
    const { logger } = this.#deps;
    if (cause) logger.warn("The call doesn't connect.", describeTrouble(cause).message);
    else logger.info("What kept the call from connecting is over.");
    this.#apply(noteTrouble(this.#session, cause));
    if (cause) this.#deps.emit("callUnreachable", snapshot(describeTrouble(cause)));
  }

  /** The widget was loaded again during the call, because the iframe was moved or reloaded. */
  async #resume(): Promise<void> {
    const widget = this.#widget;
    clearTimeout(this.#returnTimer);
    this.#returnTimer = setTimeout(() => this.#closeUnlessEnding(LOST), RETURN_WAIT_MS);
    try {
      const { settings, life } = this.#deps;
      const token = await runOperation(
        { operation: "call", timeoutMs: settings.timeoutMs, life },
        (running) => this.#address.getQuery(this.state.visitorId, running),
      );
      if (this.#widget === widget && widget?.understands("resume"))
        widget.send({ ve: 1, type: "resume", token });
    } catch (error) {
      this.#logError(error);
    }
  }

  #apply({ session, events }: SessionStep): void {
    const { emit, settings } = this.#deps;
    this.#session = session;
    // Begun before the events, so that a listener can call again at once; the widget closes after this turn.
    if (session.isOver && events.length && !settings.keepWidgetOpen) this.#closeUnlessEnding(ENDED_HERE);
    for (const [type, ...payload] of events) emit(type, ...payload);
  }

  /** While a call opens or ends, that operation closes the widget itself. */
  #closeUnlessEnding(cause: EndCause): void {
    if (this.#phase.name === "open") this.#close(cause).catch(this.#logError);
    else if (this.#phase.name === "opening" && this.#session.hasReported) this.#endSession(cause);
  }

  #endSession(cause: EndCause): void {
    this.#apply(endSession(this.#session, cause, Date.now()));
  }

  #close(cause: EndCause): Promise<void> {
    const before = this.#phase;
    if (before.name === "closing") return before.done;
    if (before.name === "ending") return this.#closeNow(cause, () => this.#phase === before);
    const phase: Phase = { name: "closing", done: this.#closeNow(cause, () => this.#phase === phase) };
    this.#phase = phase;
    return phase.done;
  }

  async #closeNow(cause: EndCause, isCurrent: () => boolean): Promise<void> {
    await Promise.resolve();
    clearTimeout(this.#returnTimer);
    this.#endSession(cause);
    const widget = this.#widget;
    this.#widget = this.#devices = this.#layout = undefined;
    this.#media = NO_MEDIA;
    this.#watchers.forEach((watcher) => watcher({ frame: "ended" }));
    try {
      await widget?.close(() => !!this.#widget);
    } finally {
      const wasOpen = this.#isOpen;
      this.#isOpen = false;
      this.#session = NO_SESSION;
      if (isCurrent()) this.#phase = { name: "idle" };
      if (wasOpen) this.#deps.emit("iframeStateChanged", false);
    }
  }
}
