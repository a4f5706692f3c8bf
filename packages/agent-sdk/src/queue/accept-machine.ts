/**
 * Accepting a call as a pure machine (PROTOCOL 6). Several agents can accept at the same time; the states say what is known:
 *
 * `waiting` nothing · `won` this widget claimed the call · `taken` this agent took it on some device · `confirmed` won and taken: this
 * page has the call · `finished` the widget finished; the platform may still say who took the call
 */
import type { VEErrorCode } from "../api/errors.ts";
import {
  OPENING_WAITS,
  type OpeningMachine,
  type OpeningState,
  type OpeningStep,
  stepOpening,
  type Wait,
} from "../call/opening-machine.ts";
import type { WidgetSignal } from "../call/widget-signals.ts";
import { type RingingEnd, WITHDRAWN } from "./incoming-calls.ts";

/** A camera prompt takes time. */
const CALL_START_TIMEOUT_MS = 120_000;
const OWN_WIDGET_WAIT_MS = 10_000;
const LATE_ANSWER_WAIT_MS = 1_000;

export interface AcceptState {
  readonly name: "waiting" | "won" | "taken" | "confirmed" | "finished";
  readonly opening: OpeningState;
  /** The call is certainly this page's: the entry leaves the list. */
  readonly isOurs: boolean;
}

export type AcceptInput = WidgetSignal | { readonly end: RingingEnd };
type Step = OpeningStep<AcceptState>;

const CONNECTION: Wait = ["the call to connect (the agent may have to answer the camera prompt)"];
const WAITS: Readonly<Partial<Record<AcceptState["name"], Wait>>> = {
  won: CONNECTION,
  confirmed: CONNECTION,
  taken: ["this agent's widget", "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE"],
  finished: ["the platform to say who took the call", "CALL_ALREADY_FINISHED"],
};

export function createAcceptMachine(
  visitorId: string,
): OpeningMachine<AcceptState, { readonly end: RingingEnd }> {
  return {
    initial: { name: "waiting", opening: "credentials", isOurs: false },
    step: (state, input) => stepAccept(visitorId, state, input),
    describeWait({ name, opening }) {
      const [what, code] = WAITS[name] ?? OPENING_WAITS[opening];
      return [what, name === "waiting" && opening === "loaded" ? "SESSION_FAILED_TO_START" : code];
    },
  };
}

function stepAccept(visitorId: string, state: AcceptState, input: AcceptInput): Step {
  if ("end" in input) return stepEnd(state, input.end);
  const { state: opening, ...rest } = stepOpening(state.opening, input);
  const step: Step = { ...rest, state: { ...state, opening } };
  if (step.outcome) return step;
  if ("status" in input) {
    if (input.status === "FINISHED") return finish(step.state);
    if (input.visitorId && input.visitorId !== visitorId) return step;
    if (input.status === "CALL_STARTED") return { ...step, outcome: "started" };
    return input.status === "PRE_CALL" ? win(step.state, false) : step;
  }
  return "type" in input && input.type === "claimed" && input.visitorId === visitorId
    ? win(step.state, true)
    : step;
}

/** @param isClaimed the widget says so itself; a `PRE_CALL` of another platform can be wrong */
function win(state: AcceptState, isClaimed: boolean): Step {
  const isKnown = state.name === "won" || state.name === "confirmed";
  const name = state.name === "taken" || state.name === "confirmed" ? "confirmed" : "won";
  return {
    state: { ...state, name, isOurs: state.isOurs || isClaimed || name === "confirmed" },
    ...(!isKnown && { limitMs: CALL_START_TIMEOUT_MS }),
  };
}

function finish(state: AcceptState): Step {
  if (state.name === "confirmed") return fail(state, "CALL_ALREADY_FINISHED");
  if (state.name === "taken") return fail(state, "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE");
  return { state: { ...state, name: "finished" }, limitMs: LATE_ANSWER_WAIT_MS };
}

function stepEnd(state: AcceptState, end: RingingEnd): Step {
  if (end.type === "withdrawn") return { state, outcome: WITHDRAWN };
  if (end.type !== "elsewhere") return fail(state, "VISITOR_HAS_LEFT_SESSION");
  if (!end.by.deviceId) return fail(state, "SESSION_ACCEPTED_BY_ANOTHER_AGENT");
  switch (state.name) {
    case "finished":
      return fail(
        state,
        state.isOurs ? "CALL_ALREADY_FINISHED" : "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE",
      );
    case "won":
    case "confirmed":
      return { state: { ...state, name: "confirmed", isOurs: true } };
    default:
      return { state: { ...state, name: "taken" }, limitMs: OWN_WIDGET_WAIT_MS };
  }
}

function fail(state: AcceptState, code: VEErrorCode): Step {
  return { state, outcome: { code } };
}
