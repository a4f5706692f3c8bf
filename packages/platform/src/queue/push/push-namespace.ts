import type {
  PushClientEvents,
  PushRefusal,
  PushServerEvents,
} from "@videoengager/protocol/push/push-socket";
import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import type { TokenBucket } from "../../lib/token-bucket.ts";
import { createSocketRefusal, type SocketRefusal } from "../../server/admit-sockets.ts";

/** The owner of a socket, from its token. */
export interface PushSocketData {
  readonly tenantId: string;
  readonly agentId: string;
  readonly email: string;
  readonly tokenEndsAtMs: number;
  readonly statement: HandshakeStatement;
  readonly rate: TokenBucket;
}

/** What a client says about its previous session. */
export interface HandshakeStatement {
  readonly previousSessionId: string | null;
  readonly onQueue: boolean;
  readonly shown: readonly string[];
}

export type PushNamespace = Namespace<PushClientEvents, PushServerEvents, DefaultEventsMap, PushSocketData>;
export type PushSocket = Socket<PushClientEvents, PushServerEvents, DefaultEventsMap, PushSocketData>;

/** A `connect_error` whose `data.code` tells the client why. @param tenantId for the log */
export function refusal(code: PushRefusal, tenantId: string | null = null): SocketRefusal {
  return createSocketRefusal(code, tenantId);
}
