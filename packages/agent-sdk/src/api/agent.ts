import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { NO_CALL } from "../call/call-session.ts";
import { callOpening } from "../call/opening-machine.ts";
import { DEFAULT_TIMEOUT_MS, withSignal } from "../lib/operation.ts";
import type { Standalone } from "../queue/standalone.ts";
import type { AgentFunctions } from "./agent-functions.ts";
import { ensure } from "./errors.ts";
import type {
  AgentEventListener,
  AgentEventName,
  AnyEventListener,
  CallState,
  IncomingCall,
  Unsubscribe,
  WaitingCount,
} from "./events.ts";
import { Lifecycle } from "./lifecycle.ts";
import type {
  CallOptions,
  InitOptions,
  OperationOptions,
  TimedOperationOptions,
  UiHandlers,
} from "./options.ts";
import { checkBrowser, readCallDetails, readTimeout } from "./read-options.ts";
import type { Runtime } from "./runtime.ts";

/** Connects an agent's functions with what runs between `init()` and `destroy()`. The functions are documented in {@link AgentFunctions}. */
export class Agent implements AgentFunctions {
  readonly #lifecycle: Lifecycle = new Lifecycle(this);

  init(options: InitOptions): Promise<void> {
    return this.#lifecycle.init(options);
  }

  initialize(options: InitOptions): Promise<void> {
    return this.init(options);
  }

  isInitialized(): boolean {
    return !!this.#lifecycle.runtime;
  }

  getInstance(): this {
    return this;
  }

  call(options?: CallOptions): Promise<CallState> {
    return this.#lifecycle.operate("call", options, (runtime, running, fields) => {
      checkBrowser("document", "MutationObserver");
      running.setLimit(readTimeout(fields.timeoutMs));
      return runtime.calls.start(readCallDetails(fields), { machine: callOpening }, running);
    });
  }

  endCall(options?: OperationOptions): Promise<void> {
    return this.#lifecycle.operate("endCall", options, ({ calls }, { signal }) =>
      withSignal(calls.end(), signal),
    );
  }

  acceptCall(visitorId: string, options?: TimedOperationOptions): Promise<CallState> {
    return this.#lifecycle.operate("acceptCall", options, (runtime, running, { timeoutMs }) => {
      running.setLimit(readTimeout(timeoutMs));
      return needStandalone(runtime).accept(visitorId, running);
    });
  }

  rejectCall(visitorId: string, reason?: string, options?: OperationOptions): Promise<void> {
    return this.#lifecycle.operate("rejectCall", options, (runtime) =>
      needStandalone(runtime).incoming.reject(visitorId, reason),
    );
  }

  switchQueue(isOnQueue?: boolean, options?: OperationOptions): Promise<void> {
    return this.#lifecycle.operate(
      "switchQueue",
      options,
      (runtime, running) => needStandalone(runtime).switchQueue(isOnQueue, running),
      DEFAULT_TIMEOUT_MS,
    );
  }

  getToken(options?: OperationOptions): Promise<string> {
    return this.#lifecycle.operate(
      "getToken",
      options,
      (runtime, running) => needStandalone(runtime).connection.getToken(running),
      DEFAULT_TIMEOUT_MS,
    );
  }

  getWaiting(): WaitingCount {
    return this.#standalone().waiting;
  }

  isOnQueue(): boolean {
    return !!this.#lifecycle.runtime?.standalone?.presence.isOnQueue;
  }

  isOnline(): boolean {
    return !!this.#lifecycle.runtime?.standalone?.connection.isOnline;
  }

  getReceivedCalls(): readonly IncomingCall[] {
    return this.#standalone().incoming.list();
  }

  getDisplayName(): string {
    return this.#standalone().displayName;
  }

  agentSettings(): AgentSettings {
    return this.#standalone().connection.agent;
  }

  getCurrentCallState(): CallState {
    return this.#lifecycle.runtime?.calls.state ?? NO_CALL;
  }

  isIframeOpened(): boolean {
    return !!this.#lifecycle.runtime?.calls.isOpen;
  }

  setUiHandler(handlers: UiHandlers): void {
    const { runtime } = this.#lifecycle;
    ensure(runtime, "UI_HANDLERS_NOT_INITIALIZED");
    runtime.setUiHandlers(handlers);
  }

  on<Name extends AgentEventName>(event: Name, listener: AgentEventListener<Name>): Unsubscribe;
  on(event: "*", listener: AnyEventListener): Unsubscribe;
  on(event: string, listener: (...values: never[]) => unknown): Unsubscribe {
    return this.#lifecycle.listen(event, listener, false);
  }

  once<Name extends AgentEventName>(event: Name, listener: AgentEventListener<Name>): Unsubscribe;
  once(event: "*", listener: AnyEventListener): Unsubscribe;
  once(event: string, listener: (...values: never[]) => unknown): Unsubscribe {
    return this.#lifecycle.listen(event, listener, true);
  }

  off<Name extends AgentEventName>(event: Name, listener: AgentEventListener<Name>): void;
  off(event: "*", listener: AnyEventListener): void;
  off(event: string, listener: (...values: never[]) => unknown): void {
    this.#lifecycle.events.removeListener(event, listener);
  }

  destroy(): Promise<void> {
    return this.#lifecycle.destroy();
  }

  cleanup(): Promise<void> {
    return this.destroy();
  }

  #standalone(): Standalone {
    return needStandalone(this.#lifecycle.needRuntime());
  }
}

function needStandalone({ standalone }: Runtime): Standalone {
  ensure(standalone, "AGENT_NOT_IN_STANDALONE_MODE");
  return standalone;
}
