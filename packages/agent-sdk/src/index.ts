/**
 * The agent's side of a video call in your web application.
 *
 * @packageDocumentation
 */
import { type SharedFunctions, share } from "./api/default-agent.ts";

export type { EpochMs } from "@videoengager/protocol/ids";
export type {
  AgentSettings,
  Branding,
  FileTransferSettings,
  IceServer,
  RecordingSettings,
} from "@videoengager/protocol/rest/agent-settings";
export type { AgentFunctions } from "./api/agent-functions.ts";
export {
  createAgent,
  type SharedFunctions,
  VideoEngagerAgent,
  VideoEngagerAgent as default,
  type VideoEngagerAgentClass,
} from "./api/default-agent.ts";
export {
  type VEErrorCategory,
  type VEErrorCode,
  VEErrorCodes,
  type VEErrorDetail,
  VEErrorDetails,
  type VEErrorSeverity,
} from "./api/error-table.ts";
export {
  type VECauseCode,
  type VEErrorCause,
  type VEErrorInit,
  VERSION,
  VideoEngagerAgentError,
} from "./api/errors.ts";
export type {
  AcceptedElsewhere,
  AgentEventListener,
  AgentEventName,
  AgentEvents,
  AnyEventListener,
  CallAttributes,
  CallContext,
  CallControl,
  CallControlEvents,
  CallDevice,
  CallDevices,
  CallLayout,
  CallMedia,
  CallParticipant,
  CallRemovedDetail,
  CallRemovedReason,
  CallState,
  CallStatus,
  CallStatusMessage,
  CallTakenDetail,
  ConnectionQuality,
  ConnectionQualityDetail,
  ConnectionQualityReason,
  DeviceKind,
  IncomingCall,
  InitializedOptions,
  PartyMedia,
  PathCause,
  ReceivedMessage,
  SessionEndDetail,
  SignInDetail,
  SignInProblem,
  UnreachableCause,
  UnreachableDetail,
  Unsubscribe,
  WaitingCount,
} from "./api/events.ts";
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
  VisitorDetails,
  WidgetConfig,
} from "./api/options.ts";

/**
 * Checks the options and signs the agent in. In standalone mode it also connects to the platform, so that visitors can ring.
 * Call it once, before everything else; after `destroy()` it can be called again. A second `init()` with the same options joins
 * the one that is running: its handlers, logger and signal apply from then on.
 *
 * @param options `domain` and `authMethod` with what that method needs; optional: `standaloneMode`, `resumeQueue`, `language`,
 * `options` (where the widget appears), `logger`, `timeoutMs` (milliseconds, default 30,000) and `signal`. They are copied:
 * later changes of the object have no effect
 * @returns a promise that resolves when the agent is signed in; in standalone mode, when it is also connected
 * @throws `INVALID_ARGUMENT`, `AUTH_*`, `CONFIG_*`, `UI_HANDLERS_*` for wrong options; `AGENT_ALREADY_INITIALIZED`;
 * `OPERATION_ALREADY_RUNNING` while one with other options runs; `AGENT_NOT_AUTHENTICATED` if the platform refuses the key or token;
 * `OPERATION_TIMEOUT`; `OPERATION_ABORTED`; `VE_UNHANDLED_ERROR` if the platform cannot be reached
 * @example
 * await init({ authMethod: "token", token, tokenProvider: getToken, domain: "video.example.com" });
 */
export const init: SharedFunctions["init"] = /* @__PURE__ */ share("init");
/**
 * Opens the widget for a new call, or for the interaction that `customerId` identifies.
 *
 * @param options all optional: `customerId` (an interaction's id joins it, anything else is your own reference of at most 256
 * characters), `customData` (a flat object, at most 16 kB), `visitor` (`name`, `email`, `phone`), `timeoutMs` (milliseconds, default
 * 30,000) and `signal`
 * @returns a promise of the {@link CallState}. It resolves when the call exists and the visitor can join by `shortUrl`, not when the
 * visitor has joined: listen to `callStateUpdated` for that
 * @throws `AGENT_NOT_INITIALIZED`, `PARAM_CUSTOMER_ID_INVALID_TYPE`, `INVALID_ARGUMENT`, `SESSION_ALREADY_ACTIVE` while a widget is
 * open, `OPERATION_CONFLICT` while a call ends, `AGENT_NOT_AUTHENTICATED`, `WIDGET_*`, `CALL_ALREADY_FINISHED`,
 * `SESSION_FAILED_TO_START`, `OPERATION_TIMEOUT`, `OPERATION_ABORTED`
 * @example
 * const { shortUrl } = await call({ customerId: "customer-123" });
 */
export const call: SharedFunctions["call"] = /* @__PURE__ */ share("call");
/**
 * Ends the call and closes the widget. The visitor reads that the agent has ended the call.
 *
 * @param options optional: `signal`
 * @returns a promise that resolves when the widget is closed, after `sessionEnded` and `iframeStateChanged`
 * @throws `AGENT_NOT_INITIALIZED`; `CALL_NOT_STARTED` if there is nothing to end; `OPERATION_TIMEOUT` if your `closeIframe` never
 * settles; `OPERATION_ABORTED`
 */
export const endCall: SharedFunctions["endCall"] = /* @__PURE__ */ share("endCall");
/**
 * Calls a listener for every event of a name, or with `"*"` for every event. A listener for `incomingCall` that is added late first
 * gets the calls that are ringing. A listener that throws is logged; the others are still called.
 *
 * @param event a name of {@link AgentEvents}, or `"*"`
 * @param listener called with the event's payload; with `"*"`, the name comes first
 * @returns a function that unsubscribes
 * @throws `INVALID_ARGUMENT` if the listener is not a function
 * @example
 * const unsubscribe = on("sessionStarted", ({ shortUrl }) => console.log(shortUrl));
 */
export const on: SharedFunctions["on"] = /* @__PURE__ */ share("on");
/**
 * Like {@link on}, but calls the listener only for the next event.
 *
 * @param event a name of {@link AgentEvents}, or `"*"`
 * @param listener called with the event's payload; with `"*"`, the name comes first
 * @returns a function that unsubscribes
 * @throws `INVALID_ARGUMENT` if the listener is not a function
 */
export const once: SharedFunctions["once"] = /* @__PURE__ */ share("once");
/**
 * Removes a listener that was added with {@link on} or {@link once}. One that was added twice is removed once; one that was never
 * added is ignored. Never throws.
 *
 * @param event the name that it was added for
 * @param listener the same function
 */
export const off: SharedFunctions["off"] = /* @__PURE__ */ share("off");
/**
 * The agent behind the functions of this package. Never throws.
 *
 * @returns always the same object
 */
export const getInstance: SharedFunctions["getInstance"] = /* @__PURE__ */ share("getInstance");
/**
 * Whether `init()` has succeeded and `destroy()` has not been called since. Never throws.
 *
 * @returns `false` while `init()` runs
 */
export const isInitialized: SharedFunctions["isInitialized"] = /* @__PURE__ */ share("isInitialized");
/**
 * Ends the call, closes the widget, leaves the queue and removes all listeners. Pending operations reject with `OPERATION_ABORTED`.
 * Can be called at any time, also twice; afterwards `init()` can be called again.
 *
 * @returns a promise that resolves when everything has ended, after the event `cleanup`. It never rejects
 */
export const destroy: SharedFunctions["destroy"] = /* @__PURE__ */ share("destroy");
/**
 * Opens the widget for a ringing visitor. Standalone mode.
 *
 * @param visitorId the `visitorId` of an incoming call
 * @param options optional: `timeoutMs` (milliseconds, default 30,000; the camera prompt has another 2 minutes) and `signal`
 * @returns a promise of the {@link CallState}; it resolves when agent and visitor are connected
 * @throws `AGENT_NOT_INITIALIZED`, `AGENT_NOT_IN_STANDALONE_MODE`, `REQUIRED_FIELD_MISSING`, `INVALID_ARGUMENT`, `SESSION_NOT_FOUND`,
 * `SESSION_ALREADY_ACTIVE`, `OPERATION_CONFLICT`, `VISITOR_HAS_LEFT_SESSION`, `SESSION_ACCEPTED_BY_ANOTHER_AGENT`,
 * `SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE`, `CALL_ALREADY_FINISHED`, `SESSION_FAILED_TO_START`, `AGENT_NOT_AUTHENTICATED`,
 * `WIDGET_*`, `OPERATION_TIMEOUT`, `OPERATION_ABORTED`
 * @example
 * on("incomingCall", ({ visitorId, displayName }) => {
 *   acceptButton.textContent = `Accept ${displayName}`;
 *   acceptButton.onclick = () => acceptCall(visitorId);
 * });
 */
export const acceptCall: SharedFunctions["acceptCall"] = /* @__PURE__ */ share("acceptCall");
/**
 * Declines an incoming call for this agent. It keeps ringing for others. Standalone mode.
 *
 * @param visitorId the `visitorId` of an incoming call
 * @param reason appears only in the SDK's log
 * @param options optional: `signal`
 * @returns a promise that resolves when the call no longer rings here, after `callRemoved`
 * @throws `AGENT_NOT_INITIALIZED`, `AGENT_NOT_IN_STANDALONE_MODE`, `REQUIRED_FIELD_MISSING`, `INVALID_ARGUMENT`, `SESSION_NOT_FOUND`,
 * `VISITOR_HAS_LEFT_SESSION`, `OPERATION_CONFLICT` while it is being accepted, `OPERATION_ABORTED`
 */
export const rejectCall: SharedFunctions["rejectCall"] = /* @__PURE__ */ share("rejectCall");
/**
 * The agent's name, as the platform knows it. Standalone mode.
 *
 * @returns first and last name, or the e-mail address if there is no name
 * @throws `AGENT_NOT_INITIALIZED`, `AGENT_NOT_IN_STANDALONE_MODE`
 */
export const getDisplayName: SharedFunctions["getDisplayName"] = /* @__PURE__ */ share("getDisplayName");
/**
 * What the platform knows about the agent and its tenant, for example `branding` and `_account.email`. Standalone mode.
 *
 * @returns a frozen object, as read by `init()`
 * @throws `AGENT_NOT_INITIALIZED`, `AGENT_NOT_IN_STANDALONE_MODE`
 */
export const agentSettings: SharedFunctions["agentSettings"] = /* @__PURE__ */ share("agentSettings");
/**
 * The incoming calls that are ringing, in the order in which they came. Standalone mode.
 *
 * @returns a new array of frozen snapshots; empty while nobody rings
 * @throws `AGENT_NOT_INITIALIZED`, `AGENT_NOT_IN_STANDALONE_MODE`
 */
export const getReceivedCalls: SharedFunctions["getReceivedCalls"] =
  /* @__PURE__ */ share("getReceivedCalls");
/**
 * Joins or leaves the calls queue. Visitors ring only at agents on the queue. Joining waits until the platform has said whether the
 * timetable is open. Standalone mode.
 *
 * @param isOnQueue `true` joins, `false` leaves. Default: the opposite of `isOnQueue()`
 * @param options optional: `signal`
 * @returns a promise that resolves when the platform has confirmed
 * @throws `AGENT_NOT_INITIALIZED`, `AGENT_NOT_IN_STANDALONE_MODE`, `INVALID_ARGUMENT`, `AGENT_NOT_AUTHENTICATED`, `OPERATION_TIMEOUT`
 * after 30 s, `OPERATION_ABORTED`, `VE_UNHANDLED_ERROR` while offline or if the timetable is off
 */
export const switchQueue: SharedFunctions["switchQueue"] = /* @__PURE__ */ share("switchQueue");
/**
 * Whether this page is on the calls queue. Never throws.
 *
 * @returns always `false` outside standalone mode
 */
export const isOnQueue: SharedFunctions["isOnQueue"] = /* @__PURE__ */ share("isOnQueue");
/**
 * Whether the agent is connected to the platform. Never throws.
 *
 * @returns always `false` outside standalone mode
 */
export const isOnline: SharedFunctions["isOnline"] = /* @__PURE__ */ share("isOnline");
/**
 * Whether the widget is open. Never throws.
 *
 * @returns `true` from the event `iframeStateChanged` with `true` to the one with `false`
 */
export const isIframeOpened: SharedFunctions["isIframeOpened"] = /* @__PURE__ */ share("isIframeOpened");
/**
 * Uses these handlers from the next call on. A widget that is open keeps those that it was opened with.
 *
 * @param handlers the functions `openIframe`, `closeIframe` and `getIframe`
 * @throws `UI_HANDLERS_NOT_INITIALIZED` before `init()` has resolved, `UI_HANDLERS_BAD_CONFIG`, `UI_HANDLERS_METHOD_REQUIRED`
 */
export const setUiHandler: SharedFunctions["setUiHandler"] = /* @__PURE__ */ share("setUiHandler");
/**
 * The state of the call now. Never throws.
 *
 * @returns a frozen snapshot; its `status` is `NONE` outside a session
 */
export const getCurrentCallState: SharedFunctions["getCurrentCallState"] =
  /* @__PURE__ */ share("getCurrentCallState");
/**
 * Mutes or unmutes the agent in the call.
 *
 * @param on `false` mutes
 * @param options optional: `signal`
 * @returns a promise that resolves when the visitor's page shows it
 * @throws `AGENT_NOT_INITIALIZED`; `INVALID_ARGUMENT`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if it is not possible
 * (`context.reason`, for example `denied`) or the widget cannot be controlled; `OPERATION_TIMEOUT` after 2 minutes; `OPERATION_ABORTED`
 */
export const setMicrophone: SharedFunctions["setMicrophone"] = /* @__PURE__ */ share("setMicrophone");
/**
 * Turns the agent's camera on or off. Off closes it: its light goes out.
 *
 * @param on `false` turns it off
 * @param options optional: `signal`
 * @returns a promise that resolves when the visitor's page shows it; a permission prompt can come first
 * @throws `AGENT_NOT_INITIALIZED`; `INVALID_ARGUMENT`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if it is not possible
 * (`context.reason`, for example `denied`) or the widget cannot be controlled; `OPERATION_TIMEOUT` after 2 minutes; `OPERATION_ABORTED`
 */
export const setCamera: SharedFunctions["setCamera"] = /* @__PURE__ */ share("setCamera");
/**
 * Lets the agent choose a screen, a window or a tab, and shares it. Call it directly in a click listener: the browser wants a click.
 * Chrome and Edge pass it on to the widget. In Firefox and Safari it rejects with `context.reason` `needs-gesture`.
 *
 * @param options optional: `signal`
 * @returns a promise that resolves when the visitor's page gets it
 * @throws `AGENT_NOT_INITIALIZED`; `INVALID_ARGUMENT`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if it is not possible
 * (`context.reason`, for example `denied`) or the widget cannot be controlled; `OPERATION_TIMEOUT` after 2 minutes; `OPERATION_ABORTED`
 */
export const startScreenShare: SharedFunctions["startScreenShare"] =
  /* @__PURE__ */ share("startScreenShare");
/**
 * Stops sharing the screen. Does nothing if none is shared.
 *
 * @param options optional: `signal`
 * @returns a promise that resolves when the visitor's page shows it
 * @throws `AGENT_NOT_INITIALIZED`; `INVALID_ARGUMENT`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if it is not possible
 * (`context.reason`, for example `denied`) or the widget cannot be controlled; `OPERATION_TIMEOUT` after 2 minutes; `OPERATION_ABORTED`
 */
export const stopScreenShare: SharedFunctions["stopScreenShare"] = /* @__PURE__ */ share("stopScreenShare");
/**
 * The microphones, cameras and speakers of the agent, and which are in use. Labels are empty before the agent has allowed a device once.
 *
 * @param options optional: `signal`
 * @returns a promise of frozen lists
 * @throws `AGENT_NOT_INITIALIZED`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if the widget cannot be controlled;
 * `OPERATION_TIMEOUT` after 30 s; `OPERATION_ABORTED`
 */
export const getDevices: SharedFunctions["getDevices"] = /* @__PURE__ */ share("getDevices");
/**
 * Uses another microphone, camera or speaker, also in later calls.
 *
 * @param kind `microphone`, `camera` or `speaker`
 * @param id an id of {@link getDevices}
 * @param options optional: `signal`
 * @returns a promise that resolves when it is in use. If it cannot be used, the one before stays, and the promise rejects
 * @throws `AGENT_NOT_INITIALIZED`; `INVALID_ARGUMENT`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if it is not possible
 * (`context.reason`, for example `denied`) or the widget cannot be controlled; `OPERATION_TIMEOUT` after 2 minutes; `OPERATION_ABORTED`
 */
export const selectDevice: SharedFunctions["selectDevice"] = /* @__PURE__ */ share("selectDevice");
/**
 * Changes to the camera on the other side of a phone or tablet.
 *
 * @param options optional: `signal`
 * @returns a promise that resolves when that camera is in use
 * @throws `AGENT_NOT_INITIALIZED`; `INVALID_ARGUMENT`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if it is not possible
 * (`context.reason`, for example `denied`) or the widget cannot be controlled; `OPERATION_TIMEOUT` after 2 minutes; `OPERATION_ABORTED`
 */
export const flipCamera: SharedFunctions["flipCamera"] = /* @__PURE__ */ share("flipCamera");
/**
 * Writes to the visitor's chat.
 *
 * @param text 1 to 4,000 characters
 * @param options optional: `signal`
 * @returns a promise that resolves when the widget has taken it. It is delivered when the visitor's page is there
 * @throws `AGENT_NOT_INITIALIZED`; `INVALID_ARGUMENT`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if it is not possible
 * (`context.reason`, for example `denied`) or the widget cannot be controlled; `OPERATION_TIMEOUT` after 2 minutes; `OPERATION_ABORTED`
 */
export const sendMessage: SharedFunctions["sendMessage"] = /* @__PURE__ */ share("sendMessage");
/**
 * Shows the call with all its controls, or only the picture, mute and hang up, for a small place in your page. Until the call ends.
 *
 * @param layout `full` or `compact`
 * @param options optional: `signal`
 * @returns a promise that resolves when the widget shows it
 * @throws `AGENT_NOT_INITIALIZED`; `INVALID_ARGUMENT`; `CALL_NOT_STARTED` if there is no call; `VE_UNHANDLED_ERROR` if it is not possible
 * (`context.reason`, for example `denied`) or the widget cannot be controlled; `OPERATION_TIMEOUT` after 2 minutes; `OPERATION_ABORTED`
 */
export const setLayout: SharedFunctions["setLayout"] = /* @__PURE__ */ share("setLayout");
/**
 * What both sides send now, and who takes part. Never throws.
 *
 * @returns a frozen snapshot; nobody and nothing outside a call
 */
export const getMediaState: SharedFunctions["getMediaState"] = /* @__PURE__ */ share("getMediaState");
/**
 * The agent's token, for requests of your own to the platform's REST API. Call it before every request: the SDK renews the token.
 * Standalone mode.
 *
 * @param options optional: `signal`
 * @returns a promise of a token that is valid now. Send it as `Authorization: Bearer …`
 * @throws `AGENT_NOT_INITIALIZED`, `AGENT_NOT_IN_STANDALONE_MODE`, `AGENT_NOT_AUTHENTICATED`, `OPERATION_TIMEOUT` after 30 s,
 * `OPERATION_ABORTED`
 */
export const getToken: SharedFunctions["getToken"] = /* @__PURE__ */ share("getToken");
/**
 * How many visitors wait in the queue, and since when. Current while the agent is on the queue. Standalone mode.
 *
 * @returns `count`, and `longestSinceMs` (milliseconds since the epoch, on this page's clock; null if nobody waits). A platform that
 * does not count: 0 and null
 * @throws `AGENT_NOT_INITIALIZED`, `AGENT_NOT_IN_STANDALONE_MODE`
 */
export const getWaiting: SharedFunctions["getWaiting"] = /* @__PURE__ */ share("getWaiting");
