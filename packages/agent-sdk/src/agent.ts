import type { Fields } from "@videoengager/protocol/is-fields";
import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { NO_CALL } from "./calls/call-session.ts";
import { ensure, ensureArgument, toAgentError } from "./errors.ts";
import type {
  AgentEventListener,
  AgentEventName,
  AnyEventListener,
  CallState,
  Emit,
  IncomingCall,
  InitializedOptions,
  Unsubscribe,
} from "./events.ts";
import { Emitter } from "./lib/emitter.ts";
import { createLogger } from "./lib/logger.ts";
import { DEFAULT_TIMEOUT_MS, handled, runOperation, until } from "./lib/operation.ts";
import { readFields } from "./lib/read-fields.ts";
import { snapshot } from "./lib/snapshot.ts";
import type {
  CallOptions,
  InitOptions,
  Logger,
  OperationOptions,
  TimedOperationOptions,
  UiHandlers,
} from "./options.ts";
import { readOptions, readTimeout } from "./read-options.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import type { Settings } from "./settings.ts";
import type { Standalone } from "./standalone.ts";

/** From `init()` to `destroy()`. */
interface Life {
  readonly settings: Settings;
  /** Tells whether another `init()` asks for the same. */
  readonly key: string;
  readonly controller: AbortController;
  ready: Promise<void>;
  runtime?: Runtime;
}

/**
 * An agent: signs in, opens the widget, follows the call. Made by `createAgent()`; the module's functions stand for
 * one that they share. Every method that returns a promise rejects with nothing but a
 * {@link VideoEngagerAgentError}, and never throws.
 */
export class VideoEngagerAgent {
  #logger: Logger = createLogger(undefined);
  #events: Emitter = this.#createEmitter();
  #life: Life | undefined;
  #destroying: Promise<void> | undefined;

  /**
   * Takes and checks the options, authenticates, and in standalone mode connects. The same `init()` while one runs gives
   * the same promise.
   *
   * @throws `INVALID_ARGUMENT`, `AUTH_*`, `CONFIG_*`, `UI_HANDLERS_*` for wrong options; `AGENT_ALREADY_INITIALIZED`;
   * `OPERATION_ALREADY_RUNNING` while one with other options runs; `AGENT_NOT_AUTHENTICATED`; `OPERATION_TIMEOUT`
   */
  init(options: InitOptions): Promise<void> {
    try {
      const fields = readFields(options);
      const logger = createLogger(fields.logger);
      const settings = readOptions(fields, logger);
      const key = JSON.stringify(settings);
      const running = this.#life;
      if (running) {
        ensure(!running.runtime, "AGENT_ALREADY_INITIALIZED");
        ensure(running.key === key, "OPERATION_ALREADY_RUNNING");
        Object.assign(running.settings, settings);
        return running.ready;
      }
      const life: Life = { settings, key, controller: new AbortController(), ready: Promise.resolve() };
      this.#life = life;
      this.#logger = logger;
      life.ready = this.#logged(this.#start(life, fields.signal));
      return life.ready;
    } catch (error) {
      return this.#logged(Promise.reject(error));
    }
  }

  async #start(life: Life, outer: unknown): Promise<void> {
    const { settings, controller } = life;
    const events = this.#events;
    const early: (() => void)[] = [];
    const emit: Emit = (type, ...payload) => {
      // What an event says the agent says, too, and a listener can act on it: not before there is an agent.
      if (!life.runtime) early.push(() => emit(type, ...payload));
      else {
        // The name alone: a payload may hold a PIN.
        this.#logger.debug("Event:", type);
        events.emit(type, ...payload);
      }
    };
    try {
      await runOperation(settings.timeoutMs, [controller.signal, outer], async (signal) => {
        await until(this.#destroying, signal);
        life.runtime = await startRuntime(
          {
            settings,
            logger: this.#logger,
            emit,
            life: controller.signal,
            accept: (visitorId) => this.acceptCall(visitorId),
            reject: (visitorId, reason) => this.rejectCall(visitorId, reason),
          },
          signal,
        );
        for (const tell of early) tell();
        signal.throwIfAborted();
      });
    } catch (error) {
      controller.abort();
      if (this.#life === life) {
        this.#life = undefined;
        await life.runtime?.stop();
      }
      throw error;
    }
    emit("initialized", publicOptions(settings));
  }

  /** The same as {@link init}. */
  initialize(options: InitOptions): Promise<void> {
    return this.init(options);
  }

  /** Whether `init()` has succeeded, and `destroy()` not been called since. */
  isInitialized(): boolean {
    return !!this.#life?.runtime;
  }

  /** This agent. */
  getInstance(): this {
    return this;
  }

  /**
   * Opens the widget for a new call, or for the interaction that `customerId` names. Resolves when the call exists.
   *
   * @throws `AGENT_NOT_INITIALIZED`, `PARAM_CUSTOMER_ID_INVALID_TYPE`, `SESSION_ALREADY_ACTIVE`, `OPERATION_CONFLICT` while
   * a call ends, `AGENT_NOT_AUTHENTICATED`, `WIDGET_*`, `CALL_ALREADY_FINISHED`, `SESSION_FAILED_TO_START`, `OPERATION_*`
   */
  call(options?: CallOptions): Promise<void> {
    return this.#operate(options, ({ customerId, timeoutMs }, signal) =>
      this.#runtime().call(customerId, readTimeout(timeoutMs), signal),
    );
  }

  /**
   * Ends the call and closes the widget.
   *
   * @throws `AGENT_NOT_INITIALIZED`, `CALL_NOT_STARTED` where there is nothing to end
   */
  endCall(options?: OperationOptions): Promise<void> {
    return this.#operate(options, (_fields, signal) => until(this.#runtime().calls.end(), signal));
  }

  /**
   * Opens the widget for a visitor that rings. Resolves when the call has started. Standalone mode.
   *
   * @throws `AGENT_NOT_IN_STANDALONE_MODE`, `REQUIRED_FIELD_MISSING`, `INVALID_ARGUMENT`, `SESSION_NOT_FOUND`,
   * `SESSION_ALREADY_ACTIVE`, `VISITOR_HAS_LEFT_SESSION`, `SESSION_ACCEPTED_BY_ANOTHER_AGENT`,
   * `SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE`, `CALL_ALREADY_FINISHED`, `SESSION_FAILED_TO_START`, `OPERATION_*`
   */
  acceptCall(visitorId: string, options?: TimedOperationOptions): Promise<void> {
    return this.#operate(options, ({ timeoutMs }, signal) =>
      this.#standalone().accept(visitorId, readTimeout(timeoutMs), signal),
    );
  }

  /**
   * Takes a visitor that rings off this agent's list; others still hear it. The reason is for your log. Standalone mode.
   *
   * @throws `AGENT_NOT_IN_STANDALONE_MODE`, `REQUIRED_FIELD_MISSING`, `INVALID_ARGUMENT`, `SESSION_NOT_FOUND`,
   * `VISITOR_HAS_LEFT_SESSION`, `OPERATION_CONFLICT` while it is being accepted
   */
  rejectCall(visitorId: string, reason?: string, options?: OperationOptions): Promise<void> {
    return this.#operate(options, () => {
      this.#logger.debug("Rejected:", visitorId, reason);
      return this.#standalone().reject(visitorId);
    });
  }

  /**
   * Joins the calls queue, or leaves it; without an argument the other of the two. Joining waits until the timetable is
   * known. Standalone mode.
   *
   * @throws `AGENT_NOT_IN_STANDALONE_MODE`, `AGENT_NOT_AUTHENTICATED`, `OPERATION_TIMEOUT` after 30 s,
   * `VE_UNHANDLED_ERROR` while offline or with a timetable that is off
   */
  switchQueue(isOnQueue?: boolean, options?: OperationOptions): Promise<void> {
    return this.#operate(
      options,
      (_fields, signal) => this.#standalone().switchQueue(isOnQueue, signal),
      DEFAULT_TIMEOUT_MS,
    );
  }

  /** Whether this page is on the calls queue; false outside standalone mode. */
  isOnQueue(): boolean {
    return !!this.#life?.runtime?.standalone?.isOnQueue;
  }

  /** Whether the connection to the platform stands; false outside standalone mode. */
  isOnline(): boolean {
    return !!this.#life?.runtime?.standalone?.isOnline;
  }

  /** Those who ring now, as frozen snapshots. Standalone mode. @throws `AGENT_NOT_IN_STANDALONE_MODE` */
  getReceivedCalls(): readonly IncomingCall[] {
    return this.#standalone().receivedCalls;
  }

  /** The agent's name. Standalone mode. @throws `AGENT_NOT_IN_STANDALONE_MODE` */
  getDisplayName(): string {
    return this.#standalone().displayName;
  }

  /** The agent's settings, frozen. Standalone mode. @throws `AGENT_NOT_IN_STANDALONE_MODE` */
  agentSettings(): AgentSettings {
    return this.#standalone().agent;
  }

  /** What is known of the call; `status: "NONE"` outside a session. */
  getCurrentCallState(): CallState {
    return this.#life?.runtime?.calls.state ?? NO_CALL;
  }

  /** Whether the widget is open. */
  isIframeOpened(): boolean {
    return !!this.#life?.runtime?.calls.isOpen;
  }

  /**
   * Shows the next widget by these handlers.
   *
   * @throws `UI_HANDLERS_NOT_INITIALIZED` before `init()`, `UI_HANDLERS_BAD_CONFIG`, `UI_HANDLERS_METHOD_REQUIRED`
   */
  setUiHandler(handlers: UiHandlers): void {
    const runtime = this.#life?.runtime;
    ensure(runtime, "UI_HANDLERS_NOT_INITIALIZED");
    runtime.setUiHandlers(handlers);
  }

  /**
   * Calls the listener at every event of this name, or of every name (`*`), until the returned function is called.
   *
   * @throws `INVALID_ARGUMENT` for a listener that is no function
   */
  on<Name extends AgentEventName>(event: Name, listener: AgentEventListener<Name>): Unsubscribe;
  on(event: "*", listener: AnyEventListener): Unsubscribe;
  on(event: string, listener: (...values: never[]) => unknown): Unsubscribe {
    return this.#listen(event, listener, false);
  }

  /** Like {@link on}, for the next event only. */
  once<Name extends AgentEventName>(event: Name, listener: AgentEventListener<Name>): Unsubscribe;
  once(event: "*", listener: AnyEventListener): Unsubscribe;
  once(event: string, listener: (...values: never[]) => unknown): Unsubscribe {
    return this.#listen(event, listener, true);
  }

  /** Removes a listener; one that was added twice, once. */
  off<Name extends AgentEventName>(event: Name, listener: AgentEventListener<Name>): void;
  off(event: "*", listener: AnyEventListener): void;
  off(event: string, listener: (...values: never[]) => unknown): void {
    this.#events.removeListener(event, listener);
  }

  /**
   * Ends the call, closes the widget, leaves the queue, and lets go of everything, the listeners included. What still
   * runs ends in `OPERATION_ABORTED`. May be called twice; afterwards `init()` may be called again.
   */
  destroy(): Promise<void> {
    if (this.#destroying && !this.#life) {
      this.#events.clear();
      return this.#destroying;
    }
    // Not the one that runs: what was begun since then goes away, too.
    const destroying = handled(
      this.#stop(this.#destroying).finally(() => {
        if (this.#destroying === destroying) this.#destroying = undefined;
      }),
    );
    this.#destroying = destroying;
    return destroying;
  }

  /** The same as {@link destroy}. */
  cleanup(): Promise<void> {
    return this.destroy();
  }

  async #stop(before: Promise<void> | undefined): Promise<void> {
    const life = this.#life;
    const events = this.#events;
    // What is added from now on belongs to the life after this one.
    this.#life = undefined;
    this.#events = this.#createEmitter();
    const stopped = life?.runtime?.stop();
    life?.controller.abort();
    await life?.ready.catch(() => {});
    await (stopped ?? life?.runtime?.stop());
    await before;
    if (life) events.emit("cleanup");
    events.clear();
  }

  #createEmitter(): Emitter {
    return new Emitter((error, type) => this.#logger.error(`A listener of ${type} failed:`, error));
  }

  #listen(event: string, listener: (...values: never[]) => unknown, once: boolean): Unsubscribe {
    ensureArgument(typeof listener === "function", "A listener must be a function.");
    const events = this.#events;
    const entry = { type: event, listener, once };
    events.add(entry);
    // A listener that comes late is given those that still ring.
    const standalone = this.#life?.runtime?.standalone;
    if (event === "incomingCall")
      for (const { visitorId } of standalone?.receivedCalls ?? [])
        queueMicrotask(() => {
          const call = standalone?.receivedCalls.find((ringing) => ringing.visitorId === visitorId);
          if (call) void events.deliver(entry, call);
        });
    return () => events.remove(entry);
  }

  #runtime(): Runtime {
    const runtime = this.#life?.runtime;
    ensure(runtime, "AGENT_NOT_INITIALIZED");
    return runtime;
  }

  #standalone(): Standalone {
    const { standalone } = this.#runtime();
    ensure(standalone, "AGENT_NOT_IN_STANDALONE_MODE");
    return standalone;
  }

  /** Runs work with what an operation's options say, within this life. */
  #operate(
    options: unknown,
    work: (fields: Fields, signal: AbortSignal) => Promise<void>,
    timeoutMs?: number,
  ): Promise<void> {
    const run = async (): Promise<void> => {
      this.#runtime();
      const fields = readFields(options ?? {});
      await runOperation(timeoutMs, [this.#life?.controller.signal, fields.signal], (signal) =>
        work(fields, signal),
      );
    };
    return this.#logged(run());
  }

  #logged(running: Promise<void>): Promise<void> {
    return handled(
      running.catch((thrown: unknown) => {
        const error = toAgentError(thrown, "VE_UNHANDLED_ERROR");
        this.#logger.debug(error.code, error.message);
        throw error;
      }),
    );
  }
}

function publicOptions(settings: Settings): InitializedOptions {
  const { apiKey: _key, token: _token, uiHandlers: _handlers, ...options } = settings;
  return snapshot(JSON.parse(JSON.stringify(options)) as InitializedOptions);
}
