/** Which connections a call has: one to each other party whose page is there; pure. */
import type { SeatView } from "@videoengager/protocol/signalling/signalling-socket";
import type { CallEffect, CallState, Step } from "./call-state.ts";
import { leadsNegotiation } from "./leads-negotiation.ts";
import {
  awaitPeer,
  openPeer,
  type PeerConnection,
  type PeerState,
  type PeerStep,
  publishTo,
  restartPeer,
  seeConnection,
} from "./peer-state.ts";

const stay = (state: CallState, ...effects: readonly CallEffect[]): Step => ({ state, effects });

/**
 * The seat at the other end of a connection: the one with its page, else one of the same role that no page is in. A page that renews its
 * seat is absent for a moment.
 */
export function seatOf(
  others: readonly SeatView[],
  peer: Pick<PeerState, "role" | "instanceId">,
): SeatView | undefined {
  return (
    others.find(({ instanceId }) => instanceId === peer.instanceId) ??
    others.find(({ role, instanceId }) => role === peer.role && instanceId === "")
  );
}

/** Opens, renews and closes connections by who is there. `before`: who was, null after the socket was down. */
export function followOthers(state: CallState, before: readonly SeatView[] | null): Step {
  let next = state;
  const effects: CallEffect[] = [];
  const apply = (step: Step): void => {
    next = step.state;
    effects.push(...step.effects);
  };
  for (const peer of state.peers) if (isGone(state, peer)) apply(closePeer(next, peer.instanceId));
  for (const seat of state.others) {
    const wasAway = before?.find(({ instanceId }) => instanceId === seat.instanceId)?.presence === "away";
    if (seat.instanceId !== "" && seat.presence !== "away")
      apply(followSeat(next, seat, before === null || wasAway));
  }
  return { state: next, effects };
}

/** No page is at the other end. While media comes through, a page without a seat is still there, and renews it. */
function isGone({ others }: CallState, peer: PeerState): boolean {
  const seat = seatOf(others, peer);
  return seat === undefined || (seat.instanceId === "" && peer.connection !== "connected");
}

function followSeat(state: CallState, seat: SeatView, cameBack: boolean): Step {
  const peer = state.peers.find(({ instanceId }) => instanceId === seat.instanceId);
  if (peer === undefined) return open(state, seat, "");
  const restarted =
    cameBack && peer.connection !== "connected" ? restart(state, seat.instanceId) : stay(state);
  const settled = settle(restarted.state, seat);
  return stay(settled.state, ...restarted.effects, ...settled.effects);
}

function open(state: CallState, seat: Pick<SeatView, "role" | "instanceId">, load: string): Step {
  const { peer, effects } = openPeer(seat.role, seat.instanceId, load);
  const next: CallState = {
    ...state,
    peers: [...state.peers, peer],
    mediaReport: "none",
  };
  const answers: CallEffect[] =
    state.connectsEarly || state.joined ? [{ do: "allowAnswer", peer: peer.instanceId }] : [];
  const seen = seatOf(state.others, seat);
  const settled = seen === undefined ? stay(next) : settle(next, seen);
  return stay(settled.state, ...effects, ...answers, ...settled.effects);
}

/** Starts what the presence of both sides allows: waiting for the connection, sending tracks. */
function settle(state: CallState, seat: SeatView): Step {
  const bothJoined = state.joined && seat.presence === "joined";
  return updatePeer(state, seat.instanceId, (peer) => {
    const awaited = state.connectsEarly || bothJoined ? awaitPeer(peer) : { peer, effects: [] };
    const published = bothJoined ? publishTo(awaited.peer, true) : { peer: awaited.peer, effects: [] };
    return { peer: published.peer, effects: [...awaited.effects, ...published.effects] };
  });
}

/** This side joined: the tracks go to everybody who joined before. */
export function updatePublishing(state: CallState): Step {
  let next = state;
  const effects: CallEffect[] = [];
  for (const seat of state.others) {
    const step = settle(next, seat);
    next = step.state;
    effects.push(...step.effects);
  }
  return { state: next, effects };
}

/** Without `connectsEarly` the answers were held back until now. */
export function releaseAnswers(state: CallState): Step {
  if (state.connectsEarly) return stay(state);
  return stay(
    state,
    ...state.peers.map(({ instanceId }) => ({ do: "allowAnswer", peer: instanceId }) as const),
  );
}

/** A page names its load; another load of the same tab has lost the connection to it. */
export function hearHello(state: CallState, instanceId: string, load: string): Step {
  const peer = state.peers.find((known) => known.instanceId === instanceId);
  if (peer === undefined || peer.load === load) return stay(state);
  if (peer.load !== "") return reopenPeer(state, instanceId, load);
  return updatePeer(state, instanceId, (known) => ({ peer: { ...known, load }, effects: [] }));
}

/** A new connection to the same tab. */
export function reopenPeer(state: CallState, instanceId: string, load = ""): Step {
  const peer = state.peers.find((known) => known.instanceId === instanceId);
  if (peer === undefined) return stay(state);
  const closed = closePeer(state, instanceId);
  const opened = open(closed.state, peer, load || peer.load);
  return stay(opened.state, ...closed.effects, ...opened.effects);
}

function closePeer(state: CallState, instanceId: string): Step {
  return stay(
    { ...state, peers: state.peers.filter((peer) => peer.instanceId !== instanceId) },
    { do: "stopPeerTimers", peer: instanceId },
    { do: "closePeer", peer: instanceId },
  );
}

export function closeAllPeers(state: CallState): Step {
  let next = state;
  const effects: CallEffect[] = [];
  for (const { instanceId } of state.peers) {
    const step = closePeer(next, instanceId);
    next = step.state;
    effects.push(...step.effects);
  }
  return { state: deriveFromPeers(next), effects };
}

/** The network changed: once the socket is back, every connection looks for a new path, also one that seems to be up. */
export function restartAfterChange(state: CallState): Step {
  if (!state.networkChanged) return stay(state);
  let next: CallState = { ...state, networkChanged: false };
  const effects: CallEffect[] = [];
  for (const { instanceId, isAwaited } of state.peers) {
    if (!isAwaited) continue;
    const step = updatePeer(next, instanceId, (peer) => restartPeer({ ...peer, restarts: 0 }, true));
    next = step.state;
    effects.push(...step.effects);
  }
  return { state: next, effects };
}

/** What the browser reports of a connection. One that fails is restarted at once, by either side. */
export function followConnection(state: CallState, instanceId: string, reported: PeerConnection): Step {
  const before = state.peers.find((known) => known.instanceId === instanceId)?.connection;
  const seen = updatePeer(state, instanceId, (peer) => seeConnection(peer, reported));
  if (reported !== "failed" || before === "failed") return seen;
  const restarted = restart(seen.state, instanceId);
  return stay(restarted.state, ...seen.effects, ...restarted.effects);
}

/** The time for one attempt is over. */
export function restartIfBroken(state: CallState, instanceId: string): Step {
  const peer = state.peers.find((known) => known.instanceId === instanceId);
  if (peer === undefined || peer.connection === "connected") return stay(state);
  // Its page is gone for good: what is left is a connection to nobody.
  if (seatOf(state.others, peer)?.presence === "absent") return closePeer(state, instanceId);
  return restart(state, instanceId);
}

/** Looks for a new path before the browser finds the old one dead. Both sides may: offers that cross are sorted out. */
export function restartSilent(state: CallState, instanceId: string): Step {
  const peer = state.peers.find((known) => known.instanceId === instanceId);
  if (peer === undefined || !isReachable(state, peer)) return stay(state);
  return stay(state, { do: "restartIce", peer: instanceId });
}

/** Restarts ICE where that can reach the other side; plans the next attempt in any case. */
function restart(state: CallState, instanceId: string): Step {
  return updatePeer(state, instanceId, (peer, leads) => {
    const step = restartPeer(peer, leads);
    if (isReachable(state, peer)) return step;
    return { peer, effects: step.effects.filter(({ do: what }) => what === "startPeerTimer") };
  });
}

function isReachable({ online, others }: CallState, peer: PeerState): boolean {
  const seat = seatOf(others, peer);
  return online && seat !== undefined && seat.presence !== "away";
}

/** Changes one connection; `leads` says whether this side may restart it. */
export function updatePeer(
  state: CallState,
  instanceId: string,
  change: (peer: PeerState, leads: boolean) => PeerStep,
): Step {
  const peer = state.peers.find((known) => known.instanceId === instanceId);
  if (peer === undefined) return stay(state);
  const { role, room } = state;
  const self = { role, instanceId: room?.self.instanceId ?? "" };
  const leads = leadsNegotiation(self, peer) || peer.connection === "failed";
  const step = change(peer, leads);
  return stay(
    { ...state, peers: state.peers.map((known) => (known === peer ? step.peer : known)) },
    ...step.effects,
  );
}

/** What the views show of all connections. */
export function deriveFromPeers(state: CallState): CallState {
  const main = state.peers.find(({ connection }) => connection === "connected") ?? state.peers[0];
  return {
    ...state,
    mainPeer: main?.instanceId ?? null,
    connection: main?.connection ?? "none",
    mediaArrived: main?.mediaArrived ?? false,
    unreachable: main?.unreachable ?? null,
  };
}
