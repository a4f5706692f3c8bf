import type { EndReason, EpochMs, SeatRole } from "@videoengager/protocol/ids";
import type {
  CallEnded,
  MediaState,
  RoomView,
  SeatView,
} from "@videoengager/protocol/signalling/signalling-socket";
import type { CallStatus, PathCause, UnreachableCause } from "@videoengager/protocol/widget/widget-messages";
import type { PeerConnection, PeerEffect, PeerState, PeerTimer } from "./peer-state.ts";

/** What the connection between the two browsers does now; see {@link PeerConnection}. */
export type Connection = "none" | PeerConnection;

/** How this page's part in the call ended. */
export type Outcome =
  | {
      readonly kind: "ended";
      /** Null where the platform only said that it is over. */
      readonly reason: EndReason | null;
      readonly by: SeatRole | null;
      readonly talkTimeMs: number;
    }
  /** Another page took this seat; the call goes on there. */
  | { readonly kind: "taken-over" }
  /** The platform doesn't let this page back in. */
  | { readonly kind: "refused"; readonly code: string };

/** What PROTOCOL 8 counts. */
export interface Counters {
  readonly drops: number;
  readonly screenShares: number;
  /** Of finished shares. */
  readonly screenShareMs: number;
  /** When a share that still runs (either side's) began. */
  readonly screenSinceMs: EpochMs | null;
  readonly activeSinceMs: EpochMs | null;
}

/**
 * Why the signalling socket has not come up for 10 s. `blocked`: the platform answers requests, but no websocket opens, so
 * a proxy or firewall blocks them. `unreachable`: the platform answers nothing.
 */
export type SocketTrouble = "blocked" | "unreachable";

export interface CallState {
  readonly role: SeatRole;
  /** Connects before both sides joined; the tenant's setting `earlyConnect`. */
  readonly connectsEarly: boolean;
  /** Whether the signalling socket is up. */
  readonly online: boolean;
  readonly socketTrouble: SocketTrouble | null;
  /** It was up before. */
  readonly wasOnline: boolean;
  /** The socket came back, and the room that it brings has not been seen yet. */
  readonly roomIsFresh: boolean;
  /** The machine has another network: connections are restarted when the socket is back. */
  readonly networkChanged: boolean;
  readonly room: RoomView | null;
  /** The room's other seats. The platform's rooms have one; no rule of the connections relies on that. */
  readonly others: readonly SeatView[];
  /** What to add to this machine's clock to get the platform's. */
  readonly clockOffsetMs: number;
  /** This page's person takes part. */
  readonly joined: boolean;
  readonly displayName: string;
  readonly media: MediaState;
  /** The connections to the other parties. */
  readonly peers: readonly PeerState[];
  /** The party that is shown large: the first that is connected, else the first; derived from {@link peers}. */
  readonly mainPeer: string | null;
  /** Of the main peer. */
  readonly connection: Connection;
  readonly mediaArrived: boolean;
  /** Why the browsers don't reach each other, after 20 s; derived from {@link peers}. */
  readonly unreachable: PathCause | null;
  /** Whether the platform knows that the others' media arrives here. */
  readonly mediaReport: "none" | "sent" | "heard";
  /** How often what the platform must know was repeated since it last confirmed it; null while nothing is open. */
  readonly repeats: number | null;
  readonly hangingUp: boolean;
  /** The last status that was announced to the embedding page. */
  readonly announced: "nothing" | CallStatus;
  readonly counters: Counters;
  readonly outcome: Outcome | null;
}

/** What may happen to a call. */
export type CallEvent =
  /** The seat is ours. `claimed`: a waiting visitor was won, whose `PRE_CALL` waits for the camera question. */
  | {
      readonly type: "seated";
      readonly how: "invitation" | "claimed" | "returned" | "visitor";
      readonly connectsEarly?: boolean;
    }
  | { readonly type: "online" }
  | { readonly type: "offline" }
  | { readonly type: "socketTrouble"; readonly trouble: SocketTrouble }
  /** The machine has another network; the socket is being replaced. */
  | { readonly type: "networkChanged" }
  | { readonly type: "room"; readonly room: RoomView }
  /** Another page names its load. */
  | { readonly type: "hello"; readonly peer: string; readonly load: string }
  | { readonly type: "ended"; readonly end: CallEnded }
  | { readonly type: "takenOver" }
  | { readonly type: "refused"; readonly code: string }
  | { readonly type: "join"; readonly displayName: string }
  | { readonly type: "media"; readonly media: MediaState }
  | { readonly type: "connection"; readonly peer: string; readonly connection: PeerConnection }
  /** Media that was flowing stopped; the browser hasn't noticed anything yet. */
  | { readonly type: "pathSilent"; readonly peer: string }
  /** The first sound or picture of another party came in. */
  | { readonly type: "mediaArrived"; readonly peer: string }
  /** The other side answers with another connection than the one that was called: it has started again. */
  | { readonly type: "peerRestarted"; readonly peer: string }
  | { readonly type: "unreachable"; readonly peer: string; readonly cause: PathCause }
  /** The platform knows that the others' media arrives here. */
  | { readonly type: "mediaReported" }
  | { readonly type: "hangUp" }
  /** The platform has ended the call. */
  | { readonly type: "hungUp" }
  /** The platform refused the hang-up, or did not answer. */
  | { readonly type: "hangUpFailed" }
  | { readonly type: "timer"; readonly timer: CallTimer }
  | { readonly type: "peerTimer"; readonly peer: string; readonly timer: PeerTimer };

/** `hang-up`: don't wait longer for the platform's answer. `confirm`: repeat what the room does not show yet. */
export type CallTimer = "hang-up" | "confirm";

/** What has to be done for the call. */
export type CallEffect =
  | PeerEffect
  | { readonly do: "sendJoin" }
  | { readonly do: "sendMedia" }
  | { readonly do: "sendHangUp" }
  | { readonly do: "reportMediaFlows" }
  | { readonly do: "startTimer"; readonly timer: CallTimer; readonly afterMs: number }
  | { readonly do: "stopTimer"; readonly timer: CallTimer }
  /** The call is over: let go of the devices and the socket. */
  | { readonly do: "stop" }
  /** By a REST request, repeated until the platform answers: the socket is down or silent. */
  | { readonly do: "hangUpByRequest" }
  | { readonly do: "claimed" }
  /** Null: nothing is known any more to keep the call from connecting. */
  | { readonly do: "announceTrouble"; readonly cause: UnreachableCause | null }
  | { readonly do: "announce"; readonly status: CallStatus };

export interface Step {
  readonly state: CallState;
  readonly effects: readonly CallEffect[];
}

export const NO_MEDIA: MediaState = { microphone: false, camera: false, screen: false };

export function initialCallState(role: SeatRole): CallState {
  return {
    role,
    connectsEarly: true,
    online: false,
    wasOnline: false,
    socketTrouble: null,
    roomIsFresh: false,
    networkChanged: false,
    room: null,
    others: [],
    clockOffsetMs: 0,
    joined: false,
    displayName: "",
    media: NO_MEDIA,
    peers: [],
    mainPeer: null,
    connection: "none",
    mediaArrived: false,
    unreachable: null,
    mediaReport: "none",
    repeats: null,
    hangingUp: false,
    announced: "nothing",
    counters: { drops: 0, screenShares: 0, screenShareMs: 0, screenSinceMs: null, activeSinceMs: null },
    outcome: null,
  };
}
