/**
 * Between the two seats of an interaction, through the platform: Socket.IO, namespace {@link SIGNALLING_NAMESPACE},
 * websocket only. The relay checks shape and size, passes on, and stores nothing. Ours.
 *
 * 1. A page connects with its seat token. The server says `room`: what is true now, the other side included.
 * 2. `room` comes again, whole, after every change: there are no deltas to lose.
 * 3. As soon as the other side is there, the agent's page makes the offer (the visitor's may hold back its answer
 *    until its person joins). Perfect negotiation: the visitor is the polite one.
 * 4. Every description and candidate names the page loads it is between; one for a page that is gone is dropped by its reader.
 * 5. A page that reconnects finds the other's `instanceId` unchanged and restarts ICE, or changed and makes a new connection.
 * 6. `ended` is the last word. The server then closes the socket.
 */
import type { EndReason, EpochMs, InteractionId, InteractionState, SeatRole } from "../ids.ts";

export const SIGNALLING_NAMESPACE: string = "/signalling";

/** Socket.IO's `auth`. */
export interface SignallingHandshake {
  readonly seatToken: string;
}

/** In a `connect_error`'s `data.code`. */
export type SignallingRefusal =
  | "not-authenticated"
  | "interaction-ended"
  | "taken-over"
  | "origin-not-allowed"
  | "rate-limited";

/** What a side sends of itself. */
export interface MediaState {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

/**
 * Where the other side is: `absent` never came or was given up, `arrived` its page is open, `joined` its person
 * takes part, `away` its connection is gone and its seat is kept.
 */
export type SeatPresence = "absent" | "arrived" | "joined" | "away";

export interface SeatView {
  readonly role: SeatRole;
  readonly presence: SeatPresence;
  /** Of the page load in the seat; empty while absent. */
  readonly instanceId: string;
  readonly displayName: string;
  readonly media: MediaState;
  /** While away: when the seat is given up and the call ends. */
  readonly keptUntilMs: EpochMs | null;
}

/** Everything that is true of the call now, as one seat sees it. */
export interface RoomView {
  readonly interactionId: InteractionId;
  readonly state: InteractionState;
  readonly self: SeatView;
  readonly peer: SeatView;
  /** When both sides first reported media. */
  readonly activeSinceMs: EpochMs | null;
  /** When a waiting visitor is told that nobody came; null where that does not apply. */
  readonly waitingEndsAtMs: EpochMs | null;
  readonly serverTimeMs: EpochMs;
}

export interface CallEnded {
  readonly reason: EndReason;
  /** Who ended it; null where nobody did. */
  readonly by: SeatRole | null;
  readonly atMs: EpochMs;
  readonly talkTimeMs: number;
}

/** Between which two page loads a message passes. */
export interface Addressed {
  readonly from: string;
  readonly to: string;
}

export interface DescriptionMessage extends Addressed {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

export interface CandidateMessage extends Addressed {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
  readonly usernameFragment: string | null;
}

export interface SignallingServerEvents {
  room: (room: RoomView) => void;
  description: (message: DescriptionMessage) => void;
  candidate: (message: CandidateMessage) => void;
  ended: (end: CallEnded) => void;
  /** Another page took this seat over. The server then closes the socket. */
  takenOver: () => void;
  alive: (acknowledge: () => void) => void;
}

export type SignallingReply = { readonly ok: true } | { readonly ok: false; readonly code: string };

export interface SignallingClientEvents {
  /** `arrived` → `joined`: this seat's person takes part. */
  join: (
    as: { readonly displayName: string; readonly media: MediaState },
    reply: (answer: SignallingReply) => void,
  ) => void;
  media: (state: MediaState) => void;
  description: (message: DescriptionMessage) => void;
  candidate: (message: CandidateMessage) => void;
  /** The other side's media arrives here. Once both said so, the call is `active`. */
  mediaFlows: (reply: (answer: SignallingReply) => void) => void;
  hangUp: (reply: (answer: SignallingReply) => void) => void;
}

/** The relay's bounds; a message beyond them is refused. Characters. */
export const MAX_SDP_LENGTH: number = 64_000;
export const MAX_CANDIDATE_LENGTH: number = 2_000;
