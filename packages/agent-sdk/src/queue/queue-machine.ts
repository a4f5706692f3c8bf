/**
 * Whether this page is on the calls queue, as a pure machine (API 15, 15a):
 *
 * ```
 * off ──▶ waiting ──▶ joining ──▶ on ◀──▶ away ──▶ returning ──▶ on
 *  ▲    (timetable)               │
 *  └────────────── leaving ◀──────┘       pending ──▶ retrying ──▶ on
 * ```
 *
 * 1. A page starts off the queue. Only `switchQueue()` and a reload with `resumeQueue` change that.
 * 2. The decision survives a lost connection (`away`): the page joins again on every new one, and the application sees no change.
 * 3. `pending`: the page shall join, but the application sees it off the queue: after a reload, or after the platform refused.
 * 4. Joining needs a timetable that permits it, and waits until the timetable is known. Leaving is always possible.
 */
import type { Timetable } from "@videoengager/protocol/push/push-client";

/** How long to wait before joining again after the platform refused. */
export const REJOIN_AFTER_MS = 5_000;

export interface QueueState {
  readonly name:
    | "off"
    /** `switchQueue(true)` waits for the timetable. */
    | "waiting"
    | "joining"
    | "on"
    | "away"
    | "returning"
    | "pending"
    | "retrying"
    | "leaving"
    | "stopped";
  readonly isOnline: boolean;
  readonly timetable: Timetable | undefined;
}

export type QueueInput =
  /** A new connection. The one before can have been replaced without a loss. */
  | { readonly type: "online" | "offline" }
  | { readonly type: "timetable"; readonly timetable: Timetable }
  /** The platform counts this session as on the queue. */
  | { readonly type: "queued" }
  /** Join as soon as possible, after a reload. */
  | { readonly type: "resume" }
  /** `switchQueue()` begins. */
  | { readonly type: "join" | "leave" }
  /** Its caller no longer waits. */
  | { readonly type: "abort" }
  /** The platform's answer to the last request of this connection. */
  | { readonly type: "answered"; readonly error?: unknown }
  /** {@link REJOIN_AFTER_MS} have passed since the platform refused. */
  | { readonly type: "due" }
  | { readonly type: "stop" };

/** How `switchQueue()` ends. `closed`: the timetable is off. */
export type SwitchOutcome = "done" | "offline" | "closed" | { readonly error: unknown };

export interface QueueStep {
  readonly state: QueueState;
  readonly send?: "join" | "leave";
  readonly outcome?: SwitchOutcome;
  /** The platform refused to take the page back: report it, and try again after {@link REJOIN_AFTER_MS}. */
  readonly refused?: unknown;
}

export const OFF: QueueState = { name: "off", isOnline: false, timetable: undefined };

export function stepQueue(state: QueueState, input: QueueInput): QueueStep {
  if (state.name === "stopped") return { state };
  switch (input.type) {
    case "online": {
      const next: QueueState = { ...state, name: AFTER_LOSS[state.name] ?? state.name, isOnline: true };
      return next.name === "leaving" ? { state: next, send: "leave" } : send(next);
    }
    case "offline":
      return lose({ ...state, isOnline: false });
    case "timetable":
      return changeTimetable({ ...state, timetable: input.timetable });
    case "queued":
      return state.name === "off" || state.name === "waiting" ? { state, send: "leave" } : { state };
    case "resume":
      return state.name === "off" ? send(become(state, "pending")) : { state };
    case "join":
      return join(state);
    case "leave":
      return leave(state);
    case "abort":
      return abort(state);
    case "answered":
      return readAnswer(state, input.error);
    case "due":
      return send(state);
    default:
      return { state: become(state, "stopped") };
  }
}

/** What the application sees. */
export function isOnQueue({ name }: QueueState): boolean {
  return name === "on" || name === "away" || name === "returning" || name === "leaving";
}

/** What a reload restores. */
export function isWanted({ name }: QueueState): boolean {
  return /^(on|away|returning|pending|retrying)$/.test(name);
}

/** A request of the connection before is never answered, so it is sent again on the next. */
const AFTER_LOSS: Readonly<Partial<Record<QueueState["name"], QueueState["name"]>>> = {
  on: "away",
  returning: "away",
  retrying: "pending",
  joining: "waiting",
};

const AFTER_SENDING: Readonly<Partial<Record<QueueState["name"], QueueState["name"]>>> = {
  away: "returning",
  pending: "retrying",
  waiting: "joining",
};

function become(state: QueueState, name: QueueState["name"]): QueueState {
  return { ...state, name };
}

/** Sends what the state needs, if that is possible now. */
function send(state: QueueState): QueueStep {
  const { name, isOnline, timetable } = state;
  if (name === "waiting" && timetable === "off") return { state: become(state, "off"), outcome: "closed" };
  const next = AFTER_SENDING[name];
  const isPossible = isOnline && timetable && timetable !== "off";
  return next && isPossible ? { state: become(state, next), send: "join" } : { state };
}

function lose(state: QueueState): QueueStep {
  const { name } = state;
  if (name === "waiting" || name === "joining") return { state: become(state, "off"), outcome: "offline" };
  // The platform takes a lost session off the queue.
  if (name === "leaving") return { state: become(state, "off"), outcome: "done" };
  return { state: become(state, AFTER_LOSS[name] ?? name) };
}

function changeTimetable(state: QueueState): QueueStep {
  const { name, timetable } = state;
  // An answer to `joining` still comes.
  const isOver = timetable === "off" && name !== "joining";
  return send(isOver ? become(state, AFTER_LOSS[name] ?? name) : state);
}

function join(state: QueueState): QueueStep {
  const { isOnline, timetable, name } = state;
  if (!isOnline) return { state, outcome: "offline" };
  if (isOnQueue(state)) return { state, outcome: "done" };
  // This join was sent already.
  if (name === "retrying") return { state: become(state, "joining") };
  if (timetable === "off") return { state, outcome: "closed" };
  return send(become(state, "waiting"));
}

function leave(state: QueueState): QueueStep {
  const { isOnline, name } = state;
  if (isOnQueue(state) && isOnline) return { state: become(state, "leaving"), send: "leave" };
  const off: QueueStep = { state: become(state, "off"), outcome: "done" };
  return isOnline && name !== "off" ? { ...off, send: "leave" } : off;
}

function abort(state: QueueState): QueueStep {
  const { name } = state;
  if (name === "waiting") return { state: become(state, "off") };
  // An answer that is only late would leave the agent on the queue.
  if (name === "joining") return { state: become(state, "off"), send: "leave" };
  // The platform can have taken the agent off the queue, unlike what the application sees.
  return name === "leaving" ? send(become(state, "away")) : { state };
}

function readAnswer(state: QueueState, error: unknown): QueueStep {
  const { name, timetable } = state;
  const off: QueueState = become(state, "off");
  const on: QueueState = { ...state, name: timetable === "off" ? "away" : "on" };
  switch (name) {
    case "joining":
      return error ? { state: off, send: "leave", outcome: { error } } : { state: on, outcome: "done" };
    case "leaving":
      return error ? { state: on, outcome: { error } } : { state: off, outcome: "done" };
    case "returning":
    case "retrying":
      return error ? { state: become(state, "pending"), refused: error } : { state: on };
    default:
      return { state };
  }
}
