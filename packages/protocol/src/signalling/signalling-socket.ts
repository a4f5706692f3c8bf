/**
 * Between the two seats of an interaction, through the platform: Socket.IO, namespace {@link SIGNALLING_NAMESPACE},
 * websocket only. The relay checks shape and size, forwards messages and stores nothing. Ours.
 *
 * 1. A page connects with its seat token. The server sends `room`: the complete current state, including the other side.
 * 2. The server sends the complete `room` again after every change, so a lost message does no harm.
 * 3. As soon as both pages are connected, the agent's page sends the offer and the visitor's page answers. Both senders stay
 *    empty until both people have joined. If the tenant turned `earlyConnect` off, the visitor's page answers on joining.
 *    Perfect negotiation: the visitor is the polite peer.
 * 4. Every relayed message names its sending and receiving page loads. A page drops messages for an earlier load.
 * 5. After a reconnect, a page restarts ICE if the other's `instanceId` is unchanged. If it changed, it makes a new connection.
 *    `hello` contains the page load: a reloaded tab keeps its `instanceId` and gets a new connection.
 * 6. `ended` is the last message. The server then closes the socket.
 */
import type { EndReason, EpochMs, InteractionId, InteractionState, SeatRole } from "../ids.ts";
import type { IceServer } from "../rest/agent-settings.ts";

export const SIGNALLING_NAMESPACE: string = "/signalling";

/** Socket.IO's `auth`. */
export interface SignallingHandshake {
  readonly seatToken: string;
}

/** The `data.code` of a `connect_error`. */
export type SignallingRefusal =
  | "not-authenticated"
  | "interaction-ended"
  | "taken-over"
  | "origin-not-allowed"
  | "rate-limited";

/** What a side currently sends. */
export interface MediaState {
  /** Whether the microphone is on. */
  readonly microphone: boolean;
  /** Whether the camera is on. */
  readonly camera: boolean;
  /** Whether a screen is shared. */
  readonly screen: boolean;
}

/**
 * The other side's presence. `absent`: it never came, or its seat expired. `arrived`: its page is open. `joined`: the person
 * takes part. `away`: the connection is lost and the seat is kept.
 */
export type SeatPresence = "absent" | "arrived" | "joined" | "away";

export interface SeatView {
  readonly role: SeatRole;
  readonly presence: SeatPresence;
  /** The page load in the seat; empty while absent. */
  readonly instanceId: string;
  readonly displayName: string;
  readonly media: MediaState;
  /** While away: when the seat expires and the call ends. */
  readonly keptUntilMs: EpochMs | null;
}

/** The complete current state of the call, as one seat sees it. */
export interface RoomView {
  readonly interactionId: InteractionId;
  readonly state: InteractionState;
  readonly self: SeatView;
  readonly peer: SeatView;
  /** When both sides first reported media. */
  readonly activeSinceMs: EpochMs | null;
  /** When a waiting visitor's page says that nobody is available; null if nobody waits. */
  readonly waitingEndsAtMs: EpochMs | null;
  readonly serverTimeMs: EpochMs;
}

export interface CallEnded {
  readonly reason: EndReason;
  /** Who ended it; null if no party did. */
  readonly by: SeatRole | null;
  readonly atMs: EpochMs;
  readonly talkTimeMs: number;
}

/** The two page loads between which a message is sent. */
export interface Addressed {
  readonly from: string;
  readonly to: string;
}

export interface DescriptionMessage extends Addressed {
  readonly type: "offer" | "answer";
  readonly sdp: string;
  /** The sender's page load, see {@link HelloMessage}. */
  readonly load?: string;
}

/** Names the sender's page load. A receiver that is connected with another load of this page makes a new connection. */
export interface HelloMessage extends Addressed {
  readonly load: string;
}

/** A chat message while there is no direct connection. The relay stores nothing. */
export interface ChatRelayMessage extends Addressed {
  readonly id: string;
  /** Null acknowledges the message with this id. */
  readonly text: string | null;
}

/** Media statistics of one page for {@link STATS_INTERVAL_MS}; see {@link STATS_FIELDS}. Null if unknown. */
export type StatsSample = readonly (number | null)[];

/** The meaning of a sample's numbers, in order. */
export const STATS_FIELDS = [
  /** Received, kbit/s. */
  "inKbps",
  /** Sent, kbit/s. */
  "outKbps",
  /** Incoming packet loss, per mille. */
  "lossIn",
  /** Outgoing packet loss, per mille. */
  "lossOut",
  /** Milliseconds. */
  "roundTripMs",
  /** Milliseconds. */
  "jitterBufferMs",
  /** Share of concealed audio samples, per mille. */
  "concealed",
  /** Decoded frames per second of the other side's camera. */
  "fps",
  /** Height of the other side's picture, pixels. */
  "height",
  /** What limits this page's picture: 0 nothing, 1 bandwidth, 2 cpu, 3 other. */
  "limitedBy",
] as const;

/** How often a page measures, and how many samples it sends per message. */
export const STATS_INTERVAL_MS: number = 5_000;
export const MAX_STATS_SAMPLES: number = 12;

/** Consecutive samples of one page; the last one was taken when the message was sent. */
export interface StatsMessage {
  readonly samples: readonly StatsSample[];
  /** Whether media passes through a TURN server. Null or absent if unknown. */
  readonly relayed?: boolean | null;
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
  hello: (message: HelloMessage) => void;
  chat: (message: ChatRelayMessage) => void;
  ended: (end: CallEnded) => void;
  /** Another page took this seat over. The server then closes the socket. */
  takenOver: () => void;
  alive: (acknowledge: () => void) => void;
}

export type SignallingReply = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** Fresh ICE servers for this seat. `expiresAtMs` is null if none of their credentials expires. */
export type IceServersReply =
  | { readonly ok: true; readonly iceServers: readonly IceServer[]; readonly expiresAtMs: EpochMs | null }
  | { readonly ok: false; readonly code: string };

export interface SignallingClientEvents {
  /** `arrived` → `joined`: the person in this seat takes part. */
  join: (
    as: { readonly displayName: string; readonly media: MediaState },
    reply: (answer: SignallingReply) => void,
  ) => void;
  media: (state: MediaState) => void;
  description: (message: DescriptionMessage) => void;
  candidate: (message: CandidateMessage) => void;
  hello: (message: HelloMessage) => void;
  chat: (message: ChatRelayMessage) => void;
  stats: (message: StatsMessage) => void;
  /** The other side's media arrives here. When both sides have reported it, the call is `active`. */
  mediaFlows: (reply: (answer: SignallingReply) => void) => void;
  hangUp: (reply: (answer: SignallingReply) => void) => void;
  /**
   * Asks for ICE servers with fresh relay credentials. The page applies them with `setConfiguration()` before an ICE restart,
   * and before it first gathers candidates if those of its seat grant have expired.
   */
  iceServers: (reply: (answer: IceServersReply) => void) => void;
}

/** The relay's limits, in characters. It refuses longer messages. */
export const MAX_SDP_LENGTH: number = 64_000;
export const MAX_CANDIDATE_LENGTH: number = 2_000;
export const MAX_CHAT_LENGTH: number = 4_000;
