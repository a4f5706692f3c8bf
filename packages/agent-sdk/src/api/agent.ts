import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { NO_MEDIA } from "../call/call-media.ts";
import { NO_CALL } from "../call/call-session.ts";
import type { CallCommand } from "../call/control-call.ts";
import { callOpening } from "../call/opening-machine.ts";
import { DEFAULT_TIMEOUT_MS, withSignal } from "../lib/operation.ts";
import type { Standalone } from "../queue/standalone.ts";
import type { AgentFunctions } from "./agent-functions.ts";
import { ensure } from "./errors.ts";
import type {
  AgentEventListener,
  AgentEventName,
  AnyEventListener,
  CallDevices,
  CallLayout,
  CallMedia,
  CallState,
  DeviceKind,
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
import { readDevice, readLayout, readMessage, readSwitch } from "./read-controls.ts";
import { checkBrowser, readCallDetails, readTimeout } from "./read-options.ts";
import type { Runtime } from "./runtime.ts";

/** A device can need a permission prompt, and a screen is chosen from a list. */
const CONTROL_TIMEOUT_MS = 120_000;

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

  setMicrophone(on: boolean, options?: OperationOptions): Promise<void> {
    return this.#control("setMicrophone", options, () => ({ microphone: readSwitch(on, "setMicrophone") }));
  }

  setCamera(on: boolean, options?: OperationOptions): Promise<void> {
    return this.#control("setCamera", options, () => ({ camera: readSwitch(on, "setCamera") }));
  }

  startScreenShare(options?: OperationOptions): Promise<void> {
    return this.#control("startScreenShare", options, () => ({ screen: true }));
  }

  stopScreenShare(options?: OperationOptions): Promise<void> {
    return this.#control("stopScreenShare", options, () => ({ screen: false }));
  }

  getDevices(options?: OperationOptions): Promise<CallDevices> {
    return this.#lifecycle.operate(
      "getDevices",
      options,
      ({ calls }, running) => calls.getDevices(running),
      DEFAULT_TIMEOUT_MS,
    );
  }

  selectDevice(kind: DeviceKind, id: string, options?: OperationOptions): Promise<void> {
    return this.#control("selectDevice", options, () => ({ device: readDevice(kind, id) }));
  }

  flipCamera(options?: OperationOptions): Promise<void> {
    return this.#control("flipCamera", options, () => ({ flipCamera: true }));
  }

  sendMessage(text: string, options?: OperationOptions): Promise<void> {
    return this.#control("sendMessage", options, () => ({ text: readMessage(text) }));
  }

  setLayout(layout: CallLayout, options?: OperationOptions): Promise<void> {
    return this.#control("setLayout", options, () => ({ layout: readLayout(layout) }));
  }

  getMediaState(): CallMedia {
    return this.#lifecycle.runtime?.calls.media ?? NO_MEDIA;
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

  #control(
    operation: string,
    options: OperationOptions | undefined,
    readCommand: () => CallCommand,
  ): Promise<void> {
    return this.#lifecycle.operate(
      operation,
      options,
      ({ calls }, running) => calls.control(readCommand(), running),
      CONTROL_TIMEOUT_MS,
    );
  }

  #standalone(): Standalone {
    return needStandalone(this.#lifecycle.needRuntime());
  }
}

function needStandalone({ standalone }: Runtime): Standalone {
  ensure(standalone, "AGENT_NOT_IN_STANDALONE_MODE");
  return standalone;
}
