import type { RingableSession } from "../domain/ringing.ts";
import type { PushSocket } from "./push-namespace.ts";

/** An agent's push session on this node, and what it was last told. */
export interface LocalSession extends RingableSession {
  readonly tenantId: string;
  readonly socket: PushSocket;
  onQueue: boolean;
  onQueueSinceMs: number | null;
  /** Ids of the calls that ring there, as it was told. */
  readonly told: Set<string>;
  /** Its first message, the whole `session`, has been sent. */
  started: boolean;
}
