/**
 * The rules of a call, as one seat sees it; pure. The same for both sides, but for who offers.
 *
 * 1. The seat's socket comes up and brings the room. As soon as the other side's page is there, a connection to that page load
 *    is opened: the agent's page offers at once, the visitor's holds its answer back until its person joins.
 * 2. Once the other side's media arrives here, the platform is told; when both sides said so, the room is `active`.
 * 3. A connection that breaks, or does not come up within 8 s, is restarted (ICE) after it had 2 s to heal, and again every 6 s; at once when the other side comes back.
 * 4. Another page load on the other side gets a new connection.
 * 5. `ended`, a take-over and a refusal are final: whatever comes later changes nothing.
 */
import type { EpochMs } from "@videoengager/protocol/ids";
import type { RoomView } from "@videoengager/protocol/signalling/signalling-socket";
import { countChange } from "./call-counters.ts";
import type { CallEffect, CallEvent, CallState, Outcome, Step } from "./call-state.ts";

const HEAL_BY_ITSELF_MS = 2_000;
/** From both sides' joining: a candidate can get lost on its way, and then nothing fails, it just never comes up. */
const COME_UP_WITHIN_MS = 8_000;
const RESTART_AGAIN_MS = 6_000;
/** The embedding page waits 1 s for the end of a call that it hangs up. */
const HANG_UP_HEARD_MS = 700;

type Handlers = {
  readonly [Type in CallEvent["type"]]: (
    state: CallState,
    event: Extract<CallEvent, { type: Type }>,
    nowMs: EpochMs,
  ) => Step;
};

const stay = (state: CallState, ...effects: readonly CallEffect[]): Step => ({ state, effects });

/** What an event makes of a call, and what is to be done for it. `nowMs` is this machine's clock. */
export function stepCall(state: CallState, event: CallEvent, nowMs: EpochMs): Step {
  if (state.outcome !== null) return stay(state);
  const handle = HANDLERS[event.type] as (state: CallState, event: CallEvent, nowMs: EpochMs) => Step;
  const next = handle(state, event, nowMs);
  return { ...next, state: { ...next.state, counters: countChange(next.state, nowMs) } };
}

const HANDLERS: Handlers = {
  seated(state, { how }) {
    if (state.role === "visitor") return stay(state);
    return how === "claimed" ? stay(state, { do: "claimed" }) : announcePreCall(state);
  },

  online(state) {
    const next: CallState = { ...state, online: true, roomIsFresh: true, mediaReported: false };
    return stay(next, ...(state.joined ? [{ do: "sendJoin" } as const] : []));
  },

  offline: (state) => stay({ ...state, online: false }),

  room: (state, { room }, nowMs) => seeRoom(state, room, nowMs),

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
    const { state: next, effects } = announcePreCall({ ...state, joined: true, displayName });
    return stay(
      next,
      ...effects,
      { do: "allowAnswer" },
      ...(next.online ? [{ do: "sendJoin" } as const] : []),
    );
  },

  media(state, { media }) {
    const next = { ...state, media };
    return stay(next, ...(next.joined && next.online ? [{ do: "sendMedia" } as const] : []));
  },

  connection: (state, { connection }) => seeConnection(state, connection),

  mediaArrived: (state) => reportMedia({ ...state, mediaArrived: true }),

  peerRestarted: (state) =>
    state.connectedWith === "" ? stay(state) : openConnection(state, state.connectedWith),

  hangUp(state, _event, nowMs) {
    if (state.hangingUp) return stay(state);
    if (!state.online) {
      const { state: next, effects } = finish(state, hungUpHere(state, nowMs));
      return stay(next, { do: "leaveByBeacon" }, ...effects);
    }
    return stay(
      { ...state, hangingUp: true },
      { do: "sendHangUp" },
      { do: "startTimer", timer: "hang-up", afterMs: HANG_UP_HEARD_MS },
    );
  },

  hungUp: (state, _event, nowMs) => finish(state, hungUpHere(state, nowMs)),

  timer(state, { timer }, nowMs) {
    if (timer === "hang-up") return finish(state, hungUpHere(state, nowMs));
    return state.connection === "connected" ? stay(state) : restart(state);
  },
};

function seeRoom(state: CallState, room: RoomView, nowMs: EpochMs): Step {
  const cameBack = state.roomIsFresh || state.room?.peer.presence === "away";
  const next: CallState = {
    ...state,
    room,
    roomIsFresh: false,
    clockOffsetMs: room.serverTimeMs - nowMs,
  };
  const opened = followPeer(next, cameBack);
  const awaited = awaitConnection(opened.state);
  const reported = reportMedia(awaited.state);
  const started = announceStart(reported.state);
  return stay(started.state, ...opened.effects, ...awaited.effects, ...reported.effects, ...started.effects);
}

/** Opens, renews or closes the connection to the page that sits on the other side now. */
function followPeer(state: CallState, cameBack: boolean): Step {
  const peer = state.room?.peer;
  if (peer === undefined || peer.presence === "away") return stay(state);
  if (peer.presence === "absent" || peer.instanceId === "") {
    if (state.connectedWith === "") return stay(state);
    return stay({ ...state, connectedWith: "", connection: "none" }, { do: "closePeer" });
  }
  if (peer.instanceId !== state.connectedWith) return openConnection(state, peer.instanceId);
  return cameBack && state.connection !== "connected" ? restart(state) : stay(state);
}

function openConnection(state: CallState, instanceId: string): Step {
  const next: CallState = {
    ...state,
    connectedWith: instanceId,
    connection: "connecting",
    isAwaited: false,
    mediaArrived: false,
    mediaReported: false,
  };
  return stay(
    next,
    ...(state.connectedWith === "" ? [] : [{ do: "closePeer" } as const]),
    { do: "openPeer", instanceId },
    ...(state.joined ? [{ do: "allowAnswer" } as const] : []),
  );
}

function awaitConnection(state: CallState): Step {
  const bothJoined = state.joined && state.room?.peer.presence === "joined";
  if (!bothJoined || state.isAwaited || state.connection !== "connecting") return stay(state);
  return stay(
    { ...state, isAwaited: true },
    { do: "startTimer", timer: "restart", afterMs: COME_UP_WITHIN_MS },
  );
}

/** Restarts ICE where that can reach the other side, and looks again later. The agent's page leads; the visitor's follows. */
function restart(state: CallState): Step {
  const reachable = state.online && state.room !== null && state.room.peer.presence !== "away";
  const leads = state.role === "agent" || state.connection === "failed";
  return stay(state, ...(reachable && leads ? [{ do: "restartIce" } as const] : []), {
    do: "startTimer",
    timer: "restart",
    afterMs: RESTART_AGAIN_MS,
  });
}

function seeConnection(state: CallState, connection: CallState["connection"]): Step {
  const dropped = state.connection === "connected" && connection !== "connected";
  const next: CallState = {
    ...state,
    connection,
    counters: { ...state.counters, drops: state.counters.drops + (dropped ? 1 : 0) },
  };
  if (connection === "failed") return restart(next);
  if (connection === "interrupted")
    return stay(next, { do: "startTimer", timer: "restart", afterMs: HEAL_BY_ITSELF_MS });
  if (connection !== "connected") return stay(next);
  const reported = reportMedia(next);
  return stay(reported.state, { do: "stopTimer", timer: "restart" }, ...reported.effects);
}

/** Tells the platform, once, that the other side's media arrives; also where the other side joined with nothing to send. */
function reportMedia(state: CallState): Step {
  const { room } = state;
  if (room === null || state.mediaReported || !state.joined || !state.online) return stay(state);
  if (state.connection !== "connected" || room.state === "active") return stay(state);
  const { presence, media } = room.peer;
  const sendsNothing = presence === "joined" && !media.microphone && !media.camera && !media.screen;
  if (!state.mediaArrived && !sendsNothing) return stay(state);
  return stay({ ...state, mediaReported: true }, { do: "reportMediaFlows" });
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

function finish(state: CallState, outcome: Outcome): Step {
  const next: CallState = { ...state, outcome, connection: "none", connectedWith: "" };
  const told: CallEffect[] = [];
  if (state.role === "agent") {
    if (state.announced === "CALL_STARTED") told.push({ do: "announce", status: "END_CALL" });
    told.push({ do: "announce", status: "FINISHED" });
  }
  return stay({ ...next, announced: "FINISHED" }, { do: "closePeer" }, ...told, { do: "stop" });
}
