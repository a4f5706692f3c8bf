/**
 * The rules of a call from one seat's point of view; pure. Both sides run the same rules, except who sends the offer.
 *
 * 1. The seat's socket connects and receives the room; of a claimed call it is known before. As soon as another party's page is present, a connection to that page load
 *    opens, with empty senders. It is up before anybody joins.
 * 2. A side sends its tracks to another side once both have joined. Nobody is seen or heard before joining.
 * 3. A side reports to the platform when the other side's media arrives. When both have reported, the room is `active`.
 * 4. A connection that breaks has 2 s to recover, one that does not come up has 8 s; then ICE is restarted, with a back-off. It is
 *    restarted at once when the other side or the network comes back, and when media that was flowing stops. After 20 s the call says that it is unreachable, and why; the embedding page is told, too.
 * 5. Another page load on the other side gets a new connection.
 * 6. What the platform must know (joined, own media, media arrives) is repeated until the room shows it.
 * 7. `ended`, a take-over and a refusal are final. Later events change nothing.
 */
import type { EpochMs } from "@videoengager/protocol/ids";
import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import { countChange } from "./call-counters.ts";
import type { CallEffect, CallEvent, CallState, Outcome, Step } from "./call-state.ts";
import { findTrouble } from "./find-trouble.ts";
import {
  closeAllPeers,
  deriveFromPeers,
  followConnection,
  followOthers,
  hearHello,
  releaseAnswers,
  reopenPeer,
  restartAfterChange,
  restartIfBroken,
  restartSilent,
  updatePeer,
  updatePublishing,
} from "./follow-peers.ts";

/** The embedding page waits 1 s for the end of a call that it hangs up. */
const HANG_UP_REPLY_MS = 700;
const CONFIRM_BACKOFF_MS = [3_000, 6_000, 12_000];

type Handlers = {
  readonly [Type in CallEvent["type"]]: (
    state: CallState,
    event: Extract<CallEvent, { type: Type }>,
    nowMs: EpochMs,
  ) => Step;
};

const stay = (state: CallState, ...effects: readonly CallEffect[]): Step => ({ state, effects });

/** One step after the other, each on the state that the one before left. */
function chain(state: CallState, ...steps: readonly ((state: CallState) => Step)[]): Step {
  let next = state;
  const effects: CallEffect[] = [];
  for (const step of steps) {
    const done = step(next);
    next = done.state;
    effects.push(...done.effects);
  }
  return { state: next, effects };
}

/** What an event makes of a call, and what has to be done for it. `nowMs` is this machine's clock. */
export function stepCall(state: CallState, event: CallEvent, nowMs: EpochMs): Step {
  if (state.outcome !== null) return stay(state);
  const handle = HANDLERS[event.type] as (state: CallState, event: CallEvent, nowMs: EpochMs) => Step;
  const { state: handled, effects } = handle(state, event, nowMs);
  const derived = deriveFromPeers(handled);
  const dropped = state.connection === "connected" && ["interrupted", "failed"].includes(derived.connection);
  const counters = countChange(derived, nowMs);
  return {
    state: { ...derived, counters: { ...counters, drops: counters.drops + (dropped ? 1 : 0) } },
    effects: [...effects, ...announceTrouble(state, derived)],
  };
}

/** An end keeps what was announced before it: that may be its cause. */
function announceTrouble(before: CallState, state: CallState): readonly CallEffect[] {
  const cause = findTrouble(state);
  const isNews = state.outcome === null && cause !== findTrouble(before);
  return isNews ? [{ do: "announceTrouble", cause }] : [];
}

const HANDLERS: Handlers = {
  seated(state, { how, connectsEarly = true }) {
    const next = { ...state, connectsEarly };
    if (state.role === "visitor") return stay(next);
    return how === "claimed" ? stay(next, { do: "claimed" }) : announcePreCall(next);
  },

  online(state) {
    const next: CallState = {
      ...state,
      online: true,
      wasOnline: true,
      socketTrouble: null,
      // At first, nothing has been missed.
      roomIsFresh: state.wasOnline,
      mediaReport: "none",
      repeats: null,
    };
    return stay(next, ...(state.joined ? [{ do: "sendJoin" } as const] : []));
  },

  offline: (state) => stay({ ...state, online: false }),

  socketTrouble: (state, { trouble }) => stay(state.online ? state : { ...state, socketTrouble: trouble }),

  networkChanged: (state) => stay({ ...state, networkChanged: true }),

  room(state, { room }, nowMs) {
    const next: CallState = { ...state, room, others: [room.peer], clockOffsetMs: room.serverTimeMs - nowMs };
    return chain(
      next,
      (now) => followOthers(now, state.roomIsFresh ? null : state.others),
      (now) => stay({ ...now, roomIsFresh: false }),
      restartAfterChange,
      reportMedia,
      announceStart,
      confirm,
    );
  },

  hello: (state, { peer, load }) => hearHello(state, peer, load),

  ended(state, { end }) {
    return finish(state, { kind: "ended", reason: end.reason, by: end.by, talkTimeMs: end.talkTimeMs });
  },

  takenOver: (state) => finish(state, { kind: "taken-over" }),

  refused(state, { code }, nowMs) {
    if (code === "taken-over") return finish(state, { kind: "taken-over" });
    if (code === "interaction-ended")
      return finish(state, { kind: "ended", reason: null, by: null, talkTimeMs: talkTime(state, nowMs) });
    return finish(state, { kind: "refused", code });
  },

  join(state, { displayName }) {
    if (state.joined) return stay(state);
    return chain(
      { ...state, joined: true, displayName },
      announcePreCall,
      (now) => stay(now, ...(now.online ? [{ do: "sendJoin" } as const] : [])),
      releaseAnswers,
      updatePublishing,
      reportMedia,
      confirm,
    );
  },

  media(state, { media }) {
    return chain(
      { ...state, media },
      (now) => stay(now, ...(now.joined && now.online ? [{ do: "sendMedia" } as const] : [])),
      confirm,
    );
  },

  connection(state, { peer, connection }) {
    return chain(state, (now) => followConnection(now, peer, connection), reportMedia, confirm);
  },

  mediaArrived(state, { peer }) {
    return chain(
      state,
      (now) => updatePeer(now, peer, (known) => ({ peer: { ...known, mediaArrived: true }, effects: [] })),
      reportMedia,
      confirm,
    );
  },

  peerRestarted: (state, { peer }) => reopenPeer(state, peer),

  unreachable(state, { peer, cause }) {
    return updatePeer(state, peer, (known) => ({
      peer: known.connection === "connected" ? known : { ...known, unreachable: cause },
      effects: [],
    }));
  },

  mediaReported: (state) =>
    chain(state.mediaReport === "sent" ? { ...state, mediaReport: "heard" } : state, confirm),

  hangUp(state, _event, nowMs) {
    if (state.hangingUp) return stay(state);
    if (!state.online) return hangUpByRequest(state, nowMs);
    return stay(
      { ...state, hangingUp: true },
      { do: "sendHangUp" },
      { do: "startTimer", timer: "hang-up", afterMs: HANG_UP_REPLY_MS },
    );
  },

  hungUp: (state, _event, nowMs) => finish(state, hungUpHere(state, nowMs)),

  hangUpFailed: (state, _event, nowMs) => (state.hangingUp ? hangUpByRequest(state, nowMs) : stay(state)),

  timer(state, { timer }, nowMs) {
    if (timer === "hang-up") return hangUpByRequest(state, nowMs);
    const missing = unconfirmed(state);
    if (missing.length === 0 || state.repeats === null) return stay({ ...state, repeats: null });
    const repeats = state.repeats + 1;
    return stay({ ...state, repeats }, ...missing, confirmTimer(repeats));
  },

  pathSilent: (state, { peer }) => restartSilent(state, peer),

  peerTimer(state, { peer, timer }) {
    if (timer === "restart") return restartIfBroken(state, peer);
    return updatePeer(state, peer, (known) => ({
      peer: known,
      effects: known.connection === "connected" ? [] : [{ do: "findCause", peer }],
    }));
  },
};

/** What the platform must know of this seat, and the room does not show yet. */
function unconfirmed({ online, room, joined, media, mediaReport }: CallState): readonly CallEffect[] {
  if (!online || room === null || !joined) return [];
  if (room.self.presence !== "joined") return [{ do: "sendJoin" }];
  const missing: CallEffect[] = [];
  if (!sameMedia(room.self.media, media)) missing.push({ do: "sendMedia" });
  if (mediaReport === "sent" && room.state !== "active") missing.push({ do: "reportMediaFlows" });
  return missing;
}

function sameMedia(one: MediaState, other: MediaState): boolean {
  return one.microphone === other.microphone && one.camera === other.camera && one.screen === other.screen;
}

/** Sees to it that what the platform did not confirm is repeated. */
function confirm(state: CallState): Step {
  const isOpen = unconfirmed(state).length > 0;
  if (isOpen === (state.repeats !== null)) return stay(state);
  if (!isOpen) return stay({ ...state, repeats: null }, { do: "stopTimer", timer: "confirm" });
  return stay({ ...state, repeats: 0 }, confirmTimer(0));
}

function confirmTimer(repeats: number): CallEffect {
  const afterMs = CONFIRM_BACKOFF_MS[Math.min(repeats, CONFIRM_BACKOFF_MS.length - 1)] ?? 0;
  return { do: "startTimer", timer: "confirm", afterMs };
}

/** Tells the platform that the other side's media arrives; also where the other side joined with nothing to send. */
function reportMedia(state: CallState): Step {
  const { room } = state;
  if (room === null || state.mediaReport !== "none" || !state.joined || !state.online) return stay(state);
  if (room.state === "active") return stay(state);
  const { presence, media } = room.peer;
  const sendsNothing = presence === "joined" && !media.microphone && !media.camera && !media.screen;
  const arrives = state.peers.some(
    ({ connection, mediaArrived }) => connection === "connected" && (mediaArrived || sendsNothing),
  );
  return arrives ? stay({ ...state, mediaReport: "sent" }, { do: "reportMediaFlows" }) : stay(state);
}

function announcePreCall(state: CallState): Step {
  if (state.role === "visitor" || state.announced !== "nothing") return stay(state);
  return stay({ ...state, announced: "PRE_CALL" }, { do: "announce", status: "PRE_CALL" });
}

function announceStart(state: CallState): Step {
  if (state.role === "visitor" || state.room?.state !== "active" || state.announced === "CALL_STARTED")
    return stay(state);
  const before = announcePreCall(state);
  return stay({ ...before.state, announced: "CALL_STARTED" }, ...before.effects, {
    do: "announce",
    status: "CALL_STARTED",
  });
}

function talkTime(state: CallState, nowMs: EpochMs): number {
  const since = state.counters.activeSinceMs;
  return since === null ? 0 : nowMs - since;
}

function hungUpHere(state: CallState, nowMs: EpochMs): Outcome {
  return { kind: "ended", reason: "hung-up", by: state.role, talkTimeMs: talkTime(state, nowMs) };
}

/** Over for this page at once; the request goes on until the platform knows. */
function hangUpByRequest(state: CallState, nowMs: EpochMs): Step {
  const { state: next, effects } = finish(state, hungUpHere(state, nowMs));
  return stay(next, { do: "hangUpByRequest" }, ...effects);
}

function finish(state: CallState, outcome: Outcome): Step {
  const closed = closeAllPeers(state);
  const announced: CallEffect[] = [];
  if (state.role === "agent") {
    if (state.announced === "CALL_STARTED") announced.push({ do: "announce", status: "END_CALL" });
    announced.push({ do: "announce", status: "FINISHED" });
  }
  return stay({ ...closed.state, outcome, announced: "FINISHED" }, ...closed.effects, ...announced, {
    do: "stop",
  });
}
