import type { EndReason, EpochMs, SeatRole } from "@videoengager/protocol/ids";
import type { CallEnded, MediaState, RoomView } from "@videoengager/protocol/signalling/signalling-socket";
import type { CallStatus } from "@videoengager/protocol/widget/widget-messages";

/** What the connection between the two browsers does now. `interrupted` may heal by itself; `failed` does not. */
export type Connection = "none" | "connecting" | "connected" | "interrupted" | "failed";

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

export interface CallState {
  readonly role: SeatRole;
  /** Whether the signalling socket is up. */
  readonly online: boolean;
  /** The socket came up, and the room that it brings has not been seen yet. */
  readonly roomIsFresh: boolean;
  readonly room: RoomView | null;
  /** What to add to this machine's clock to get the platform's. */
  readonly clockOffsetMs: number;
  /** This page's person takes part. */
  readonly joined: boolean;
  readonly displayName: string;
  readonly media: MediaState;
  readonly connection: Connection;
  /** The other side's page load that {@link connection} is with; empty without one. */
  readonly connectedWith: string;
  /** Both sides take part, so the connection is expected to come up; a timer looks after it. */
  readonly isAwaited: boolean;
  readonly mediaArrived: boolean;
  readonly mediaReported: boolean;
  readonly hangingUp: boolean;
  /** How much of the call the embedding page has been told. */
  readonly announced: "nothing" | CallStatus;
  readonly counters: Counters;
  readonly outcome: Outcome | null;
}

/** What may happen to a call. */
export type CallEvent =
  /** The seat is ours. `claimed`: a waiting visitor was won, whose `PRE_CALL` waits for the camera question. */
  | { readonly type: "seated"; readonly how: "invitation" | "claimed" | "returned" | "visitor" }
  | { readonly type: "online" }
  | { readonly type: "offline" }
  | { readonly type: "room"; readonly room: RoomView }
  | { readonly type: "ended"; readonly end: CallEnded }
  | { readonly type: "takenOver" }
  | { readonly type: "refused"; readonly code: string }
  | { readonly type: "join"; readonly displayName: string }
  | { readonly type: "media"; readonly media: MediaState }
  | { readonly type: "connection"; readonly connection: Exclude<Connection, "none"> }
  /** The other side's first sound or picture came in. */
  | { readonly type: "mediaArrived" }
  /** The other side answers with another connection than the one that was called: it has started anew. */
  | { readonly type: "peerRestarted" }
  | { readonly type: "hangUp" }
  /** The platform has heard the hang-up. */
  | { readonly type: "hungUp" }
  | { readonly type: "timer"; readonly timer: CallTimer };

/** `restart`: look whether the connection healed. `hang-up`: don't wait longer for the platform to hear it. */
export type CallTimer = "restart" | "hang-up";

/** What the call wants done. */
export type CallEffect =
  | { readonly do: "sendJoin" }
  | { readonly do: "sendMedia" }
  | { readonly do: "sendHangUp" }
  | { readonly do: "reportMediaFlows" }
  | { readonly do: "openPeer"; readonly instanceId: string }
  | { readonly do: "allowAnswer" }
  | { readonly do: "restartIce" }
  | { readonly do: "closePeer" }
  | { readonly do: "startTimer"; readonly timer: CallTimer; readonly afterMs: number }
  | { readonly do: "stopTimer"; readonly timer: CallTimer }
  /** The call is over: let go of the devices and the socket. */
  | { readonly do: "stop" }
  /** By the leaving beacon, where the socket is down. */
  | { readonly do: "leaveByBeacon" }
  | { readonly do: "claimed" }
  | { readonly do: "announce"; readonly status: CallStatus };

export interface Step {
  readonly state: CallState;
  readonly effects: readonly CallEffect[];
}

export const NO_MEDIA: MediaState = { microphone: false, camera: false, screen: false };

export function initialCallState(role: SeatRole): CallState {
  return {
    role,
    online: false,
    roomIsFresh: false,
    room: null,
    clockOffsetMs: 0,
    joined: false,
    displayName: "",
    media: NO_MEDIA,
    connection: "none",
    connectedWith: "",
    isAwaited: false,
    mediaArrived: false,
    mediaReported: false,
    hangingUp: false,
    announced: "nothing",
    counters: { drops: 0, screenShares: 0, screenShareMs: 0, screenSinceMs: null, activeSinceMs: null },
    outcome: null,
  };
}
