import type {
  PushClientEvents,
  PushRefusal,
  PushServerEvents,
} from "@videoengager/protocol/push/push-socket";
import type { Namespace, Socket } from "socket.io";
import type { TokenBucket } from "../lib/token-bucket.ts";

/** Between nodes: only that something changed; what is true, each node reads from the database. */
export interface PushNodeEvents {
  queueChanged: (tenantId: string) => void;
  settle: (tenantId: string, agentId: string, acknowledge: (done: boolean) => void) => void;
}

/** Who a socket belongs to, proven by its token. */
export interface PushSocketData {
  readonly tenantId: string;
  readonly agentId: string;
  readonly email: string;
  readonly tokenEndsAtMs: number;
  readonly statement: HandshakeStatement;
  readonly rate: TokenBucket;
}

/** What a client says of the session before. */
export interface HandshakeStatement {
  readonly previousSessionId: string | null;
  readonly onQueue: boolean;
  readonly shown: readonly string[];
}

export type PushNamespace = Namespace<PushClientEvents, PushServerEvents, PushNodeEvents, PushSocketData>;
export type PushSocket = Socket<PushClientEvents, PushServerEvents, PushNodeEvents, PushSocketData>;

/** A `connect_error` whose `data.code` tells the client why. */
export function refusal(code: PushRefusal): Error {
  return Object.assign(new Error(code), { data: { code } });
}
