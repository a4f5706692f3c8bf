/**
 * When `call()` has succeeded or failed, as a pure machine (API 8a). The states say how far the widget has come:
 *
 * `credentials` → `opening` the UI handler runs → `loading` → `loaded`, no message yet → `talking` | `signingIn`
 */
import type { CallAttributes } from "@videoengager/protocol/widget/widget-messages";
import type { VEErrorCode } from "../api/errors.ts";
import { describeRefusedSignIn } from "./describe-sign-in.ts";
import { describeTrouble } from "./describe-trouble.ts";
import type { WidgetSignal } from "./widget-signals.ts";

/** A person types a password. */
export const SIGN_IN_TIMEOUT_MS = 600_000;

export type OpeningState = "credentials" | "opening" | "loading" | "loaded" | "talking" | "signingIn";

/** `error`: of a UI handler. */
export type OpeningFailure =
  | {
      readonly code: VEErrorCode;
      readonly message?: string;
      readonly context?: Readonly<Record<string, unknown>>;
    }
  | { readonly error: unknown };

export interface OpeningStep<State> {
  readonly state: State;
  /** Replaces the time that is left; `restart`: by the operation's whole time limit. */
  readonly limitMs?: number | "restart";
  readonly outcome?: "started" | OpeningFailure;
}

/** Completes the sentence "waiting for …", and names the error if the time runs out then. */
export type Wait = readonly [what: string, timeoutCode?: VEErrorCode | undefined];

/** A pure machine that decides when an opening has succeeded or failed. */
export interface OpeningMachine<State, Extra = never> {
  readonly initial: State;
  readonly step: (state: State, input: WidgetSignal | Extra) => OpeningStep<State>;
  readonly describeWait: (state: State) => Wait;
}

export const OPENING_WAITS: Readonly<Record<OpeningState, Wait>> = {
  credentials: ["the agent's credentials"],
  opening: ["the UI handler openIframe()"],
  loading: ["the widget to load", "WIDGET_IFRAME_LOAD_FAILED"],
  loaded: ["the widget's first message"],
  talking: ["the call to start (the agent may have to answer the camera prompt)", "SESSION_FAILED_TO_START"],
  signingIn: ["the agent to sign in to the widget"],
};

export const callOpening: OpeningMachine<OpeningState> = {
  initial: "credentials",
  step(state, input) {
    const step = stepOpening(state, input);
    if (step.outcome) return step;
    if ("frame" in input && input.frame === "silent") return { state, outcome: "started" };
    if (!("status" in input)) return step;
    return { ...step, outcome: input.status === "FINISHED" ? { code: "CALL_ALREADY_FINISHED" } : "started" };
  },
  describeWait: (state) => OPENING_WAITS[state],
};

/** What every opening has in common: how far the widget has come, and what can go wrong with it. */
export function stepOpening(state: OpeningState, input: WidgetSignal): OpeningStep<OpeningState> {
  if ("frame" in input) return stepFrame(state, input);
  if ("status" in input) return { state: "talking", ...readRefusal(input.attributes) };
  if (input.type === "signingIn") return { state: "signingIn", limitMs: SIGN_IN_TIMEOUT_MS };
  if (input.type === "signedIn") return { state: "talking", limitMs: "restart" };
  return { state: "talking" };
}

function readRefusal({ error, signIn }: CallAttributes = {}): Pick<OpeningStep<OpeningState>, "outcome"> {
  if (error === "not-authenticated") return { outcome: describeRefusedSignIn(signIn) };
  if (error === "unsupported") return { outcome: { code: "SESSION_FAILED_TO_START", message: NO_WEBRTC } };
  if (error === "rate-limited")
    return { outcome: { code: "SESSION_FAILED_TO_START", message: RATE_LIMITED } };
  if (error !== "unreachable") return {};
  const { cause, message } = describeTrouble("platform-unreachable");
  return { outcome: { code: "SESSION_FAILED_TO_START", message, context: { cause } } };
}

const RATE_LIMITED =
  "The platform received too many requests from this network. Wait a minute, then start the call again.";
const NO_WEBRTC =
  "This browser has no WebRTC, so it can't make calls. Use Chrome, Edge, Firefox or Safari, and check that no policy turns WebRTC off.";

function stepFrame(
  state: OpeningState,
  signal: Extract<WidgetSignal, { frame: unknown }>,
): OpeningStep<OpeningState> {
  switch (signal.frame) {
    case "opening":
      return { state: "opening" };
    case "opened":
      return { state: state === "opening" ? "loading" : state };
    case "loaded":
      return { state: state === "loading" ? "loaded" : state };
    case "silent":
      return { state };
    case "failed":
      return { state, outcome: signal };
    case "notFound":
      return { state, outcome: { code: "WIDGET_IFRAME_NOT_FOUND" } };
    case "lost":
      return { state, outcome: { code: "WIDGET_IFRAME_LOAD_FAILED" } };
    case "blocked":
      return { state, outcome: { code: "WIDGET_IFRAME_LOAD_FAILED", message: signal.message } };
    default:
      return { state, outcome: { code: "OPERATION_ABORTED", message: ABORTS[signal.frame] } };
  }
}

const ABORTS = {
  ended: "endCall() or destroy() ended the call before it started. Start another call if needed.",
  removed: "The application removed the widget's iframe before the call started. Start the call again.",
};
