/**
 * The session in the widget as a pure machine (PROTOCOL 5): the state and a message give the next state and the events in order.
 */
import type { CallStatusMessage } from "@videoengager/protocol/widget/widget-messages";
import type { CallState, SessionEndDetail } from "../api/events.ts";
import { snapshot } from "../lib/snapshot.ts";

/** Who ended the session and why. */
export type EndCause = Omit<SessionEndDetail, "durationMs">;

type SessionEvent =
  | readonly [type: "sessionStarted" | "callStateUpdated", state: CallState]
  | readonly [type: "sessionEnded", state: CallState, cause: EndCause]
  | readonly [type: "sessionFailed", message: CallStatusMessage];

export interface SessionStep {
  readonly state: CallState;
  readonly events: readonly SessionEvent[];
  /** The widget is no longer needed. */
  readonly isOver?: boolean;
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

/** This page ended the call: by `endCall()`, by `destroy()` or by removing the iframe. */
export const ENDED_HERE: EndCause = { reason: "hung-up", by: "agent" };

/** @param hasReported this widget has sent `PRE_CALL` or `CALL_STARTED` before */
export function stepSession(state: CallState, message: CallStatusMessage, hasReported: boolean): SessionStep {
  const { status, visitorId } = message;
  const active = state.inActiveSession;
  const isOther = active && !!visitorId && visitorId !== state.visitorId;
  const ignored: SessionStep = { state, events: [] };
  if (status === "FINISHED") {
    if (active) return isOther ? ignored : endSession(state, readCause(message), message);
    return hasReported ? ignored : { state, events: [["sessionFailed", snapshot(message)]], isOver: true };
  }
  if (isOther && status !== "PRE_CALL") return ignored;
  if (status === "END_CALL" && state.status !== "CALL_STARTED") return ignored;
  const before = isOther ? endSession(state, ENDED_HERE) : ignored;
  const next = merge(active && !isOther ? state : NO_CALL, message, true);
  return {
    state: next,
    events: [
      ...before.events,
      ...(active && !isOther ? [] : [["sessionStarted", next] as const]),
      ["callStateUpdated", next],
    ],
  };
}

/** Ends a session. Its last state stays until the widget is closed. */
export function endSession(state: CallState, cause: EndCause, message?: CallStatusMessage): SessionStep {
  if (!state.inActiveSession) return { state, events: [] };
  const last = merge(state, { ...message, status: "FINISHED" }, false);
  return {
    state: last,
    events: [
      ["callStateUpdated", last],
      ["sessionEnded", last, cause],
    ],
    isOver: true,
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
