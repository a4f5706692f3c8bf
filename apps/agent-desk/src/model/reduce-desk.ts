import type { DeskAction } from "./desk-action.ts";
import { type DeskState, type NoticePlace, type RingingVisitor, SIGNED_OUT } from "./desk-state.ts";
import { orderRinging } from "./order-ringing.ts";
import { recordCall } from "./record-call.ts";
import { reduceCall } from "./reduce-call.ts";

/** The next state of the desk. Pure. */
export function reduceDesk(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case "signingIn":
      return { ...withoutNotice(state, "sign-in"), session: { kind: "signing-in" } };
    case "signedIn":
      return {
        ...state,
        session: { kind: "in", agent: action.agent },
        online: action.online,
        queue: action.onQueue ? "on" : "off",
      };
    case "signInFailed":
      return { ...withNotice(state, "sign-in", action.message), session: { kind: "out" } };
    case "signedOut":
      return { ...SIGNED_OUT, preferences: state.preferences, browser: state.browser, text: state.text };
    case "onlineChanged":
      return { ...state, online: action.online };
    case "queueChanged":
      return { ...withoutNotice(state, "queue"), queue: action.queue };
    case "noticed":
      return withNotice(state, action.place, action.message);
    case "noticeDismissed":
      return withoutNotice(state, action.place);
    case "waitingCounted":
      return { ...state, queueLength: action.queueLength };
    case "preferencesChanged":
      return { ...state, preferences: { ...state.preferences, ...action.preferences } };
    case "browserChanged":
      return reduceCall({ ...state, browser: { ...state.browser, ...action.browser } }, action);
    case "languageLoaded":
      return { ...state, text: action.text };
    case "pastCallsRestored":
      return { ...state, pastCalls: action.pastCalls };
    default:
      return reduceRinging(state, action);
  }
}

function reduceRinging(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case "rang": {
      const isSame = ({ visitorId }: RingingVisitor): boolean => visitorId === action.visitor.visitorId;
      if (state.rejecting.some(isSame)) return state;
      const isNew = !state.ringing.some(isSame);
      return {
        ...(isNew ? withoutNotice(state, "waiting") : state),
        ringing: orderRinging(state.ringing, action.visitor),
        silenced: state.silenced && !isNew,
      };
    }
    case "ringingEnded":
      return endRinging(state, action);
    case "rejecting": {
      const visitor = state.ringing.find(({ visitorId }) => visitorId === action.visitorId);
      if (!visitor) return state;
      return {
        ...state,
        ringing: state.ringing.filter((other) => other !== visitor),
        rejecting: [...state.rejecting, visitor],
      };
    }
    case "rejectingUndone": {
      const visitor = state.rejecting.find(({ visitorId }) => visitorId === action.visitorId);
      if (!visitor) return state;
      return {
        ...state,
        ringing: orderRinging(state.ringing, visitor),
        rejecting: state.rejecting.filter((other) => other !== visitor),
      };
    }
    case "silenced":
      return { ...state, silenced: true };
    default:
      return reduceHistory(state, action);
  }
}

function reduceHistory(state: DeskState, action: DeskAction): DeskState {
  const { history } = state;
  switch (action.type) {
    case "historyLoading":
      return { ...state, history: { ...history, progress: "loading" } };
    case "historyLoaded":
      return {
        ...state,
        history: { calls: [...history.calls, ...action.calls], next: action.next, progress: "idle" },
      };
    case "historyFailed":
      return { ...state, history: { ...history, progress: "failed" } };
    default:
      return reduceCall(state, action);
  }
}

const MISSED = {
  "accepted-elsewhere": "taken",
  "accepted-by-you-elsewhere": "taken-by-you",
  rejected: "rejected",
  "visitor-left": "left",
  timeout: "left",
  failed: "failed",
} as const;

function endRinging(state: DeskState, action: DeskAction & { type: "ringingEnded" }): DeskState {
  const { visitorId } = action;
  const visitor = [...state.ringing, ...state.rejecting].find((other) => other.visitorId === visitorId);
  if (!visitor) return state;
  const ended = {
    ...state,
    ringing: state.ringing.filter((other) => other !== visitor),
    rejecting: state.rejecting.filter((other) => other !== visitor),
  };
  const { reason, atMs } = action;
  // `accepted`: the call is recorded when it ends. `withdrawn`: the visitor still waits.
  if (reason === "accepted" || reason === "withdrawn") return ended;
  // During another call and off the queue no calls ring here, so the agent missed none.
  if (reason !== "rejected" && (state.call || state.queue !== "on")) return ended;
  const { name, customData } = visitor;
  const past = recordCall(
    { visitorId, direction: "incoming", name, reference: "", customData },
    { atMs, talkMs: null, outcome: MISSED[reason] },
  );
  return { ...ended, pastCalls: [past, ...state.pastCalls] };
}

function withNotice(state: DeskState, place: NoticePlace, message: string): DeskState {
  return { ...state, notices: { ...state.notices, [place]: message } };
}

function withoutNotice(state: DeskState, place: NoticePlace): DeskState {
  const { [place]: _gone, ...notices } = state.notices;
  return { ...state, notices };
}
