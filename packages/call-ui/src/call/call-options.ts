import type { EpochMs, SeatRole } from "@videoengager/protocol/ids";
import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { RoomView } from "@videoengager/protocol/signalling/signalling-socket";
import type { CallStatus, UnreachableCause } from "@videoengager/protocol/widget/widget-messages";
import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import type { CreateSocket } from "../signalling/socket-transport.ts";
import type { CallEvent, CallState } from "./call-state.ts";
import type { ChatMemory } from "./chat.ts";

export interface RemoteStreams {
  readonly camera: MediaStream;
  readonly screen: MediaStream;
}

export interface CallControllerOptions {
  readonly role: SeatRole;
  readonly instanceId: string;
  readonly media: LocalMedia;
  /** Announces a status to the embedding page. */
  readonly onAnnounce: (status: CallStatus, state: CallState) => void;
  /** Tells the embedding page why the call doesn't connect; null: nothing is known any more to keep it from that. */
  readonly onTrouble: (cause: UnreachableCause | null) => void;
  readonly onClaimed: () => void;
  /** The call is over for this page: its devices can be let go of. */
  readonly onStop: () => void;
  readonly onError: (cause: unknown) => void;
  /** Resolves with what opens the signalling socket. */
  readonly loadSocket: () => Promise<CreateSocket>;
  /** Ends the call's timers and listeners; the page's own lifetime. */
  readonly signal: AbortSignal;
}

export interface Seat {
  readonly seatToken: string;
  readonly iceServers: readonly IceServer[];
  /** When the relays' credentials expire; null: they don't. The platform's clock. */
  readonly iceServersExpireAtMs: EpochMs | null;
}

/** What is known of a call when its seat is there. */
export interface CallStart {
  readonly how: Extract<CallEvent, { type: "seated" }>["how"];
  /** The tenant's setting; default true. */
  readonly connectsEarly?: boolean;
  readonly chatMemory?: ChatMemory;
  /** What the platform said before the socket is up: the offer is made meanwhile. */
  readonly room?: RoomView | undefined;
}
