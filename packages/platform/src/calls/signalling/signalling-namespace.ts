import type { SeatRole } from "@videoengager/protocol/ids";
import type {
  SignallingClientEvents,
  SignallingRefusal,
  SignallingServerEvents,
} from "@videoengager/protocol/signalling/signalling-socket";
import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import type { TokenBucket } from "../../lib/token-bucket.ts";
import { createSocketRefusal, type SocketRefusal } from "../../server/admit-sockets.ts";
import type { SeatConnection } from "../seat-events.ts";

export interface SignallingSocketData {
  readonly seat: SeatConnection;
  readonly rate: TokenBucket;
  /** The page no longer answered. */
  silent?: boolean;
}

export type SignallingNamespace = Namespace<
  SignallingClientEvents,
  SignallingServerEvents,
  DefaultEventsMap,
  SignallingSocketData
>;
export type SignallingSocket = Socket<
  SignallingClientEvents,
  SignallingServerEvents,
  DefaultEventsMap,
  SignallingSocketData
>;

/** Both seats of an interaction. */
export function nameRoom(interactionId: string): string {
  return `room:${interactionId}`;
}

/** One seat of an interaction. */
export function nameSeatRoom(interactionId: string, role: SeatRole): string {
  return `seat:${interactionId}:${role}`;
}

/** A `connect_error` whose `data.code` tells the page why. @param tenantId for the log */
export function refusal(code: SignallingRefusal, tenantId: string | null = null): SocketRefusal {
  return createSocketRefusal(code, tenantId);
}
