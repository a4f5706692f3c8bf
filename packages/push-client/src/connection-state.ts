/**
 * The push connection as a pure machine: a state and an input give the next state, the events for the application and one action.
 * The client reconnects after every loss. It stops when the token has expired, or when the platform would refuse it again.
 */
import type { PushEvent } from "@videoengager/protocol/push/push-client";
import { reconnectDelayMs } from "./reconnect-policy.ts";

export type ConnectionState =
  | { readonly phase: "idle" }
  | { readonly phase: "connecting" | "opening"; readonly attempt: number; readonly lostAtMs: number }
  | { readonly phase: "connected" }
  | { readonly phase: "waiting"; readonly attempt: number; readonly lostAtMs: number };

export type ConnectionInput =
  /** The application asks for a new connection, in any state. */
  | { readonly type: "connect" }
  | { readonly type: "disconnect" }
  | { readonly type: "socketOpened" }
  | { readonly type: "sessionOpened"; readonly sessionId: string }
  /** The socket closed, or could not be opened. */
  | { readonly type: "socketLost"; readonly reason: string }
  | { readonly type: "retryDue" }
  | { readonly type: "expired" }
  /** The platform refused the client, and would refuse it again. */
  | { readonly type: "refused"; readonly code: string };

export interface ConnectionStep {
  readonly state: ConnectionState;
  readonly emit: readonly (readonly [PushEvent, unknown?])[];
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
    return { state: { ...state, phase: "opening" }, emit: [["OpeningSession"]], do: null };
  if (input.type === "sessionOpened" && state.phase === "opening")
    return {
      state: { phase: "connected" },
      emit: [["Connected", { sessionId: input.sessionId }]],
      do: null,
    };
  if (input.type === "retryDue" && state.phase === "waiting") return opening(state.attempt, state.lostAtMs);
  return stay(state);
}

function opening(attempt: number, lostAtMs: number): ConnectionStep {
  return { state: { phase: "connecting", attempt, lostAtMs }, emit: [["Connecting"]], do: "open-socket" };
}

function lose(state: ConnectionState, reason: string, nowMs: number, random: number): ConnectionStep {
  if (state.phase === "idle" || state.phase === "waiting") return stay(state);
  const lostAtMs = state.phase === "connected" ? nowMs : state.lostAtMs;
  const attempt = state.phase === "connected" ? 0 : state.attempt;
  const lost: ConnectionStep["emit"] = state.phase === "connected" ? [["Disconnected", { reason }]] : [];
  const waitMs = reconnectDelayMs(attempt, nowMs - lostAtMs, random);
  if (waitMs === null)
    return { state: IDLE, emit: [...lost, ["Failed", { code: "unreachable" }]], do: "close-socket" };
  return {
    state: { phase: "waiting", attempt: attempt + 1, lostAtMs },
    emit: [...lost, ["WaitBeforeReconnect", { delayMs: waitMs }]],
    do: { waitMs },
  };
}

function stop(emit: ConnectionStep["emit"]): ConnectionStep {
  return { state: IDLE, emit, do: "close-socket" };
}

function stay(state: ConnectionState): ConnectionStep {
  return { state, emit: [], do: null };
}
