import type { CallReport, DeskAction } from "./desk-action.ts";
import type { Call, DeskState } from "./desk-state.ts";
import { recordCall } from "./record-call.ts";
import { reduceNotes } from "./reduce-notes.ts";

/** Handles the actions for the current call. */
export function reduceCall(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case "accepting": {
      const visitor = state.ringing.find(({ visitorId }) => visitorId === action.visitorId);
      return begin(state, {
        ...newCall("incoming"),
        phase: "connecting",
        visitorId: action.visitorId,
        name: visitor?.name ?? "",
        customData: visitor?.customData ?? {},
      });
    }
    case "calling":
      return begin(state, { ...newCall("outgoing"), reference: action.reference });
    case "returning":
      return begin(state, { ...newCall(action.running.direction), ...action.running });
    case "callReported":
      return { ...state, call: noteJoin(state, report(state.call, action.report, action.atMs)) };
    case "browserChanged":
      return action.browser.isHidden === false && state.call
        ? { ...state, call: { ...state.call, joinedUnseen: false } }
        : state;
    case "callEnding":
      return state.call ? { ...state, call: { ...state.call, ending: true } } : state;
    case "callEndFailed":
      return {
        ...state,
        call: state.call && { ...state.call, ending: false },
        notices: { ...state.notices, call: action.message },
      };
    case "callEnded":
      return end(state, action.atMs);
    case "callFailed":
      return fail(state, action);
    case "wrapUpClosed":
      return { ...state, wrapUp: null };
    case "heldBack":
      return { ...state, heldBackUntilMs: action.untilMs };
    default:
      return reduceNotes(state, action);
  }
}

function newCall(direction: Call["direction"]): Call {
  return {
    phase: "opening",
    direction,
    visitorId: null,
    name: "",
    reference: "",
    customData: {},
    liveAtMs: null,
    ending: false,
    joinedUnseen: false,
  };
}

function begin(state: DeskState, call: Call): DeskState {
  const { call: _callNotice, waiting: _waitingNotice, ...notices } = state.notices;
  return { ...state, call, notices, wrapUp: null };
}

function report(
  known: Call | null,
  { status, visitorId, reference, name }: CallReport,
  atMs: number,
): Call | null {
  if (status === "NONE" || status === "FINISHED") return known;
  const call = known ?? newCall("outgoing");
  const next = {
    ...call,
    visitorId: visitorId || call.visitorId,
    reference: reference || call.reference,
    name: name || call.name,
  };
  if (status === "CALL_STARTED") return { ...next, phase: "live", liveAtMs: call.liveAtMs ?? atMs };
  if (status === "END_CALL") return { ...next, phase: "over" };
  if (call.phase === "live" || call.phase === "over") return next;
  const isExpected = call.direction === "incoming" || call.liveAtMs !== null;
  return { ...next, phase: isExpected ? "connecting" : "inviting" };
}

/** An agent who sent an invitation often works in another tab until the visitor joins. */
function noteJoin({ call: before, browser }: DeskState, call: Call | null): Call | null {
  const hasJoined = call?.direction === "outgoing" && call.liveAtMs !== null && before?.liveAtMs === null;
  return call && hasJoined && browser.isHidden ? { ...call, joinedUnseen: true } : call;
}

function end(state: DeskState, atMs: number): DeskState {
  const { call } = state;
  if (!call) return state;
  const talkMs = call.liveAtMs === null ? null : atMs - call.liveAtMs;
  const unanswered = call.direction === "incoming" ? "failed" : "nobody-joined";
  const past = recordCall(call, { atMs, talkMs, outcome: talkMs === null ? unanswered : "talked" });
  const wrapUpMs = state.session.kind === "in" ? state.session.agent.wrapUpMs : 0;
  return {
    ...state,
    call: null,
    pastCalls: [past, ...state.pastCalls],
    wrapUp: talkMs === null ? null : { pastCallId: past.id },
    heldBackUntilMs: talkMs === null || wrapUpMs === 0 ? state.heldBackUntilMs : atMs + wrapUpMs,
  };
}

function fail(state: DeskState, action: DeskAction & { type: "callFailed" }): DeskState {
  const { call, notices } = state;
  const place = action.direction === "incoming" ? "waiting" : "call";
  const failed = { ...state, call: null, notices: { ...notices, [place]: action.message } };
  // If the session had started, `callEnded` has already recorded it.
  if (!call) return failed;
  // A call that was live before a reload counts as a conversation, although it couldn't be joined again.
  const wasLive = call.liveAtMs !== null;
  if (!wasLive && action.direction === "outgoing") return failed;
  const outcome = wasLive ? "talked" : action.outcome;
  const past = recordCall(call, { atMs: action.atMs, talkMs: null, outcome });
  return { ...failed, pastCalls: [past, ...state.pastCalls] };
}
