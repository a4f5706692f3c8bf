import type { RingingCall } from "@videoengager/protocol/push/push-socket";
import type { RingableSession } from "../domain/ringing.ts";
import type { PushSocket } from "./push-namespace.ts";

/** An agent's push session on this node, and what it was last told. */
export interface LocalSession extends RingableSession {
  readonly tenantId: string;
  readonly socket: PushSocket;
  onQueue: boolean;
  onQueueSinceMs: number | null;
  /** The calls that ring there, as it was told, by the visitor's id. */
  readonly told: Map<string, RingingCall>;
  /** Its first message, the whole `session`, has been sent. */
  started: boolean;
}
