/**
 * The agent's side of a video call in your web application.
 *
 * @packageDocumentation
 */
import { type SharedFunctions, shared } from "./default-agent.ts";

export type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
export {
  createAgent,
  type SharedFunctions,
  VideoEngagerAgent,
  VideoEngagerAgent as default,
  type VideoEngagerAgentClass,
} from "./default-agent.ts";
export {
  type VEErrorCategory,
  type VEErrorCause,
  type VEErrorCode,
  VEErrorCodes,
  type VEErrorDetail,
  VEErrorDetails,
  type VEErrorInit,
  type VEErrorSeverity,
  VERSION,
  VideoEngagerAgentError,
} from "./errors.ts";
export type {
  AgentEventListener,
  AgentEventName,
  AgentEvents,
  AnyEventListener,
  CallAttributes,
  CallContext,
  CallControl,
  CallRemovedReason,
  CallState,
  CallStatus,
  CallStatusMessage,
  IncomingCall,
  InitializedOptions,
  Unsubscribe,
} from "./events.ts";
export type {
  AuthMethod,
  CallOptions,
  CustomAuthFunction,
  CustomAuthOptions,
  CustomAuthParameters,
  GenericAuthOptions,
  GenesysAuthOptions,
  InitOptions,
  Logger,
  OperationOptions,
  TimedOperationOptions,
  TokenAuthOptions,
  UiHandlers,
  UiOptions,
  WidgetConfig,
} from "./options.ts";

/** Checks the options and signs the agent in; in standalone mode it connects, too. */
export const init: SharedFunctions["init"] = shared.init;
/** Opens the widget for a new call, or for the interaction that `customerId` names. */
export const call: SharedFunctions["call"] = shared.call;
/** Ends the call and closes the widget. */
export const endCall: SharedFunctions["endCall"] = shared.endCall;
/** Calls a listener at every event of a name; returns how to stop. */
export const on: SharedFunctions["on"] = shared.on;
/** Calls a listener at the next event of a name. */
export const once: SharedFunctions["once"] = shared.once;
/** Removes a listener. */
export const off: SharedFunctions["off"] = shared.off;
/** The agent behind these functions; the same object at all times. */
export const getInstance: SharedFunctions["getInstance"] = shared.getInstance;
/** Whether `init()` has succeeded, and `destroy()` not been called since. */
export const isInitialized: SharedFunctions["isInitialized"] = shared.isInitialized;
/** Ends everything and lets go of it, the listeners included. */
export const destroy: SharedFunctions["destroy"] = shared.destroy;
/** Opens the widget for a visitor that rings. Standalone mode. */
export const acceptCall: SharedFunctions["acceptCall"] = shared.acceptCall;
/** Takes a visitor that rings off this agent's list. Standalone mode. */
export const rejectCall: SharedFunctions["rejectCall"] = shared.rejectCall;
/** The agent's name. Standalone mode. */
export const getDisplayName: SharedFunctions["getDisplayName"] = shared.getDisplayName;
/** The agent's settings. Standalone mode. */
export const agentSettings: SharedFunctions["agentSettings"] = shared.agentSettings;
/** Those who ring now. Standalone mode. */
export const getReceivedCalls: SharedFunctions["getReceivedCalls"] = shared.getReceivedCalls;
/** Joins the calls queue, or leaves it. Standalone mode. */
export const switchQueue: SharedFunctions["switchQueue"] = shared.switchQueue;
/** Whether this page is on the calls queue. */
export const isOnQueue: SharedFunctions["isOnQueue"] = shared.isOnQueue;
/** Whether the connection to the platform stands. */
export const isOnline: SharedFunctions["isOnline"] = shared.isOnline;
/** Whether the widget is open. */
export const isIframeOpened: SharedFunctions["isIframeOpened"] = shared.isIframeOpened;
/** Shows the next widget by these handlers. */
export const setUiHandler: SharedFunctions["setUiHandler"] = shared.setUiHandler;
/** What is known of the call. */
export const getCurrentCallState: SharedFunctions["getCurrentCallState"] = shared.getCurrentCallState;
