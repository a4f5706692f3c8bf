/**
 * The call in the widget, as its messages tell it (PROTOCOL 5): a message and what is known make what is known
 * next, and the events in their order. Pure.
 */
import type { CallStatusMessage } from "@videoengager/protocol/widget/widget-messages";
import type { CallState } from "../events.ts";
import { snapshot } from "../lib/snapshot.ts";

type SessionEvent =
  | readonly [type: "sessionStarted" | "callStateUpdated" | "sessionEnded", state: CallState]
  | readonly [type: "sessionFailed", message: CallStatusMessage];

export interface SessionStep {
  readonly state: CallState;
  readonly events: readonly SessionEvent[];
  /** The widget has nothing more to say. */
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

/** @param hasReported this widget has sent `PRE_CALL` or `CALL_STARTED` before */
export function stepSession(state: CallState, message: CallStatusMessage, hasReported: boolean): SessionStep {
  const { status, visitorId } = message;
  const active = state.inActiveSession;
  const isOther = active && !!visitorId && visitorId !== state.visitorId;
  const ignored: SessionStep = { state, events: [] };
  if (status === "FINISHED") {
    if (active) return isOther ? ignored : endSession(state, message);
    return hasReported ? ignored : { state, events: [["sessionFailed", snapshot(message)]], isOver: true };
  }
  if (isOther && status !== "PRE_CALL") return ignored;
  if (status === "END_CALL" && state.status !== "CALL_STARTED") return ignored;
  const before = isOther ? endSession(state) : ignored;
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

/** The end of a session, by whomever: its last state, which stands until the widget is closed. */
export function endSession(state: CallState, message?: CallStatusMessage): SessionStep {
  if (!state.inActiveSession) return { state, events: [] };
  const last = merge(state, { ...message, status: "FINISHED" }, false);
  return {
    state: last,
    events: [
      ["callStateUpdated", last],
      ["sessionEnded", last],
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
