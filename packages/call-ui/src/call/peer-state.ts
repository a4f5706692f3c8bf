import type { SeatRole } from "@videoengager/protocol/ids";
import type { PathCause } from "@videoengager/protocol/widget/widget-messages";

/** What a connection between two browsers does now. `interrupted` may recover on its own; `failed` does not. */
export type PeerConnection = "connecting" | "connected" | "interrupted" | "failed";

/** The connection to one other party of the call, as the rules see it. */
export interface PeerState {
  readonly role: SeatRole;
  /** The tab in the other seat. */
  readonly instanceId: string;
  /** The load of that tab; empty until it said so. */
  readonly load: string;
  readonly connection: PeerConnection;
  /** It was connected before. */
  readonly wasConnected: boolean;
  /** ICE restarts since it was last connected. */
  readonly restarts: number;
  /** The connection is expected to come up: timers run. Later where the answer is held back until Join. */
  readonly isAwaited: boolean;
  /** This side's tracks are in the senders. */
  readonly publishes: boolean;
  /** The other side's first sound or picture came in. */
  readonly mediaArrived: boolean;
  /** Not connected for {@link UNREACHABLE_AFTER_MS}; null while it is connected or still has time. */
  readonly unreachable: PathCause | null;
}

/** `restart`: try another ICE restart. `limit`: the connection had enough time. */
export type PeerTimer = "restart" | "limit";

/** What has to be done for one connection. */
export type PeerEffect =
  | { readonly do: "openPeer"; readonly peer: string; readonly role: SeatRole }
  | { readonly do: "closePeer"; readonly peer: string }
  | { readonly do: "sendHello"; readonly peer: string }
  | { readonly do: "allowAnswer"; readonly peer: string }
  /** Puts this side's tracks into the senders, or takes them out. */
  | { readonly do: "publish"; readonly peer: string; readonly on: boolean }
  | { readonly do: "restartIce"; readonly peer: string }
  /** Answered by the event `unreachable`. */
  | { readonly do: "findCause"; readonly peer: string }
  | {
      readonly do: "startPeerTimer";
      readonly peer: string;
      readonly timer: PeerTimer;
      readonly afterMs: number;
    }
  | { readonly do: "stopPeerTimers"; readonly peer: string };

export interface PeerStep {
  readonly peer: PeerState;
  readonly effects: readonly PeerEffect[];
}

/** How long a connection that broke may take to recover on its own. */
export const HEAL_MS = 2_000;
/** How long the first attempt may take. A lost candidate makes nothing fail; the connection just never comes up. */
export const FIRST_ATTEMPT_MS = 8_000;
/** Pauses between ICE restarts. A relay over TLS with a round trip of 700 ms needs about 10 s. */
const RESTART_BACKOFF_MS = [6_000, 12_000, 24_000];
/** After this long without a connection the page says so. */
export const UNREACHABLE_AFTER_MS = 20_000;

/** How long to wait for the ICE restart that was just made, milliseconds. `restarts`: how many there were before. */
export function restartBackoffMs(restarts: number): number {
  return RESTART_BACKOFF_MS[Math.min(restarts, RESTART_BACKOFF_MS.length - 1)] ?? 0;
}

/** A new connection to a page load in another seat. */
export function openPeer(role: SeatRole, instanceId: string, load: string): PeerStep {
  const peer: PeerState = {
    role,
    instanceId,
    load,
    connection: "connecting",
    wasConnected: false,
    restarts: 0,
    isAwaited: false,
    publishes: false,
    mediaArrived: false,
    unreachable: null,
  };
  return {
    peer,
    effects: [
      { do: "openPeer", peer: instanceId, role },
      { do: "sendHello", peer: instanceId },
    ],
  };
}

/** From now on the connection is expected to come up. */
export function awaitPeer(peer: PeerState): PeerStep {
  if (peer.isAwaited || peer.connection === "connected") return { peer, effects: [] };
  return {
    peer: { ...peer, isAwaited: true },
    effects: [
      { do: "startPeerTimer", peer: peer.instanceId, timer: "restart", afterMs: FIRST_ATTEMPT_MS },
      { do: "startPeerTimer", peer: peer.instanceId, timer: "limit", afterMs: UNREACHABLE_AFTER_MS },
    ],
  };
}

/** Sends this side's tracks, or stops sending them. */
export function publishTo(peer: PeerState, on: boolean): PeerStep {
  if (peer.publishes === on) return { peer, effects: [] };
  return { peer: { ...peer, publishes: on }, effects: [{ do: "publish", peer: peer.instanceId, on }] };
}

/** What the browser reports of the connection. */
export function seeConnection(peer: PeerState, reported: PeerConnection): PeerStep {
  // Firefox reports `connecting` while it retries a failed connection: to people it is still interrupted.
  const connection = reported === "connecting" && peer.wasConnected ? "interrupted" : reported;
  const next: PeerState = { ...peer, connection };
  const { instanceId } = peer;
  if (connection === "connected")
    return {
      peer: { ...next, wasConnected: true, restarts: 0, isAwaited: true, unreachable: null },
      effects: [{ do: "stopPeerTimers", peer: instanceId }],
    };
  // Later reports of the same interruption don't shorten the attempt that runs.
  if (peer.connection !== "connected") return { peer: next, effects: [] };
  return {
    peer: next,
    effects: [
      { do: "startPeerTimer", peer: instanceId, timer: "limit", afterMs: UNREACHABLE_AFTER_MS },
      { do: "startPeerTimer", peer: instanceId, timer: "restart", afterMs: HEAL_MS },
    ],
  };
}

/** Restarts ICE, where `leads`, and plans the next attempt. The other side follows; it asks for an offer by `hello`. */
export function restartPeer(peer: PeerState, leads: boolean): PeerStep {
  const { instanceId, restarts } = peer;
  return {
    peer: { ...peer, restarts: restarts + 1 },
    effects: [
      leads ? { do: "restartIce", peer: instanceId } : { do: "sendHello", peer: instanceId },
      { do: "startPeerTimer", peer: instanceId, timer: "restart", afterMs: restartBackoffMs(restarts) },
    ],
  };
}
