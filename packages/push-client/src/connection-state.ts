/**
 * The push connection as a pure machine: what happens → what is true now, what the application is told, what to do.
 * Every lost connection is tried again; only an ended token and a refusal that would come again stop it.
 */
import type { PushEvent } from "@videoengager/protocol/push/push-client";
import { reconnectDelayMs } from "./reconnect-policy.ts";

export type ConnectionState =
  | { readonly phase: "idle" }
  | { readonly phase: "connecting" | "opening"; readonly attempt: number; readonly lostAtMs: number }
  | { readonly phase: "connected" }
  | { readonly phase: "waiting"; readonly attempt: number; readonly lostAtMs: number };

export type ConnectionInput =
  /** The application asks for a connection, whatever was before. */
  | { readonly type: "connect" }
  | { readonly type: "disconnect" }
  | { readonly type: "socketOpened" }
  | { readonly type: "sessionOpened"; readonly sessionId: string }
  /** The socket closed, or could not be opened. */
  | { readonly type: "socketLost"; readonly reason: string }
  | { readonly type: "retryDue" }
  | { readonly type: "expired" }
  /** The platform will refuse this client again. */
  | { readonly type: "refused"; readonly code: string };

export interface ConnectionStep {
  readonly state: ConnectionState;
  readonly tell: readonly (readonly [PushEvent, unknown?])[];
  readonly do: "open-socket" | "close-socket" | { readonly waitMs: number } | null;
}

export const IDLE: ConnectionState = { phase: "idle" };

export function stepConnection(
  state: ConnectionState,
  input: ConnectionInput,
  nowMs: number,
  random: number,
): ConnectionStep {
  if (input.type === "connect") return opening(0, nowMs);
  if (state.phase === "idle") return stay(state);
  switch (input.type) {
    case "disconnect":
      return stop([["SessionClosed"], ["Disconnected"]]);
    case "expired":
      return stop([["Expired"], ["Disconnected"]]);
    case "refused":
      return stop([["Failed", { code: input.code }]]);
    case "socketLost":
      return lose(state, input.reason, nowMs, random);
    default:
      return advance(state, input);
  }
}

type Advance = Extract<ConnectionInput, { type: "socketOpened" | "sessionOpened" | "retryDue" }>;

function advance(state: ConnectionState, input: Advance): ConnectionStep {
  if (input.type === "socketOpened" && state.phase === "connecting")
    return { state: { ...state, phase: "opening" }, tell: [["OpeningSession"]], do: null };
  if (input.type === "sessionOpened" && state.phase === "opening")
    return {
      state: { phase: "connected" },
      tell: [["Connected", { sessionId: input.sessionId }]],
      do: null,
    };
  if (input.type === "retryDue" && state.phase === "waiting") return opening(state.attempt, state.lostAtMs);
  return stay(state);
}

function opening(attempt: number, lostAtMs: number): ConnectionStep {
  return { state: { phase: "connecting", attempt, lostAtMs }, tell: [["Connecting"]], do: "open-socket" };
}

function lose(state: ConnectionState, reason: string, nowMs: number, random: number): ConnectionStep {
  if (state.phase === "idle" || state.phase === "waiting") return stay(state);
  const lostAtMs = state.phase === "connected" ? nowMs : state.lostAtMs;
  const attempt = state.phase === "connected" ? 0 : state.attempt;
  const lost: ConnectionStep["tell"] = state.phase === "connected" ? [["Disconnected", { reason }]] : [];
  const waitMs = reconnectDelayMs(attempt, nowMs - lostAtMs, random);
  if (waitMs === null)
    return { state: IDLE, tell: [...lost, ["Failed", { code: "unreachable" }]], do: "close-socket" };
  return {
    state: { phase: "waiting", attempt: attempt + 1, lostAtMs },
    tell: [...lost, ["WaitBeforeReconnect", { delayMs: waitMs }]],
    do: { waitMs },
  };
}

function stop(tell: ConnectionStep["tell"]): ConnectionStep {
  return { state: IDLE, tell, do: "close-socket" };
}

function stay(state: ConnectionState): ConnectionStep {
  return { state, tell: [], do: null };
}
