import type { SeatRole } from "@videoengager/protocol/ids";
import type {
  SignallingClientEvents,
  SignallingRefusal,
  SignallingServerEvents,
} from "@videoengager/protocol/signalling/signalling-socket";
import type { Namespace, Socket } from "socket.io";
import type { SeatConnection } from "../domain/seat-events.ts";
import type { TokenBucket } from "../lib/token-bucket.ts";

/** Between nodes: only that something changed; what is true, each node reads from the database. */
export interface SignallingNodeEvents {
  roomChanged: (interactionId: string) => void;
}

export interface SignallingSocketData {
  readonly seat: SeatConnection;
  readonly rate: TokenBucket;
  /** Its page no longer answered. */
  silent?: boolean;
}

export type SignallingNamespace = Namespace<
  SignallingClientEvents,
  SignallingServerEvents,
  SignallingNodeEvents,
  SignallingSocketData
>;
export type SignallingSocket = Socket<
  SignallingClientEvents,
  SignallingServerEvents,
  SignallingNodeEvents,
  SignallingSocketData
>;

/** Both seats of an interaction. */
export function roomOf(interactionId: string): string {
  return `room:${interactionId}`;
}

/** One seat of it. */
export function seatRoomOf(interactionId: string, role: SeatRole): string {
  return `seat:${interactionId}:${role}`;
}

/** A `connect_error` whose `data.code` tells the page why. */
export function refusal(code: SignallingRefusal): Error {
  return Object.assign(new Error(code), { data: { code } });
}
