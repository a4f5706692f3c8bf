/**
 * The session in the widget as a pure machine (PROTOCOL 5): the state and a message give the next state and the events in order.
 */
import type { CallStatusMessage, UnreachableCause } from "@videoengager/protocol/widget/widget-messages";
import type { CallState, SessionEndDetail } from "../api/events.ts";
import { snapshot } from "../lib/snapshot.ts";

/** Who ended the session and why. */
export type EndCause = Omit<SessionEndDetail, "durationMs">;

export type SessionEvent =
  | readonly [type: "sessionStarted" | "callStateUpdated", state: CallState]
  | readonly [type: "sessionEnded", state: CallState, detail: SessionEndDetail]
  | readonly [type: "sessionFailed", message: CallStatusMessage];

/** How the session of one widget has gone so far. */
export interface Session {
  readonly state: CallState;
  /** The widget has sent `PRE_CALL` or `CALL_STARTED`. */
  readonly hasReported: boolean;
  /** When the call started, if it has. */
  readonly startedAtMs: number | undefined;
  /** The widget is no longer needed. */
  readonly isOver: boolean;
}

export interface SessionStep {
  readonly session: Session;
  readonly events: readonly SessionEvent[];
}

export const NO_CALL: CallState = snapshot({
  status: "NONE",
  email: "",
  callerEmail: "",
  visitorId: "",
  pin: "",
  shortUrl: "",
  tennant_id: "",
  attributes: {},
  inActiveSession: false,
});

export const NO_SESSION: Session = {
  state: NO_CALL,
  hasReported: false,
  startedAtMs: undefined,
  isOver: false,
};

/** This page ended the call: by `endCall()`, by `destroy()` or by removing the iframe. */
export const ENDED_HERE: EndCause = { reason: "hung-up", by: "agent" };

export function stepSession(session: Session, message: CallStatusMessage, nowMs: number): SessionStep {
  const { state, hasReported } = session;
  const { status, visitorId } = message;
  const active = state.inActiveSession;
  const isOther = active && !!visitorId && visitorId !== state.visitorId;
  const ignored: SessionStep = { session, events: [] };
  if (status === "FINISHED") {
    if (active) return isOther ? ignored : endSession(session, readCause(message), nowMs, message);
    if (hasReported) return ignored;
    return { session: { ...session, isOver: true }, events: [["sessionFailed", snapshot(message)]] };
  }
  if (isOther && status !== "PRE_CALL") return ignored;
  if (status === "END_CALL" && state.status !== "CALL_STARTED") return ignored;
  const continues = active && !isOther;
  // What is known before the first report belongs to its session.
  const next = merge(continues || !hasReported ? state : NO_CALL, message, true);
  const startedAtMs = continues ? session.startedAtMs : undefined;
  const hasStarted = status === "CALL_STARTED";
  return {
    session: {
      state: next,
      hasReported: hasReported || hasStarted || status === "PRE_CALL",
      startedAtMs: hasStarted ? (startedAtMs ?? nowMs) : startedAtMs,
      isOver: false,
    },
    events: [
      ...(isOther ? endSession(session, ENDED_HERE, nowMs).events : []),
      ...(continues ? [] : [["sessionStarted", next] as const]),
      ["callStateUpdated", next],
    ],
  };
}

/** What keeps the call from connecting; undefined: nothing is known any more to. */
export function noteTrouble(session: Session, cause: UnreachableCause | undefined): SessionStep {
  const { unreachable, ...rest } = session.state;
  if (unreachable === cause || session.isOver) return { session, events: [] };
  const state = snapshot({ ...rest, ...(cause && { unreachable: cause }) });
  return {
    session: { ...session, state },
    events: state.inActiveSession ? [["callStateUpdated", state]] : [],
  };
}

/** Ends a session. Its last state stays until the widget is closed. */
export function endSession(
  session: Session,
  cause: EndCause,
  nowMs: number,
  message?: CallStatusMessage,
): SessionStep {
  const { state, startedAtMs = nowMs } = session;
  if (!state.inActiveSession) return { session, events: [] };
  const last = merge(state, { ...message, status: "FINISHED" }, false);
  return {
    session: { ...session, state: last, isOver: true },
    events: [
      ["callStateUpdated", last],
      ["sessionEnded", last, Object.freeze({ ...cause, durationMs: nowMs - startedAtMs })],
    ],
  };
}

function merge(state: CallState, message: CallStatusMessage, inActiveSession: boolean): CallState {
  return snapshot({
    ...state,
    ...message,
    visitorId: message.visitorId || state.visitorId,
    attributes: { ...state.attributes, ...message.attributes },
    inActiveSession,
  });
}

const REASONS: readonly unknown[] = [
  "hung-up",
  "lost",
  "rejected",
  "visitor-left",
  "timeout",
  "failed",
] satisfies EndCause["reason"][];

/** What our widget says about the end. The original's says nothing: then `by` is `platform`. */
function readCause({ attributes = {} }: CallStatusMessage): EndCause {
  const { endReason, endedBy } = attributes;
  return {
    reason: REASONS.includes(endReason) ? (endReason as EndCause["reason"]) : "hung-up",
    by: endedBy === "agent" || endedBy === "visitor" ? endedBy : "platform",
  };
}
