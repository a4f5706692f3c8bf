import type { WaitingCalls } from "@videoengager/protocol/push/push-client";
import type { RingableSession } from "../ringing.ts";
import type { PushSocket } from "./push-namespace.ts";
import type { RingingSet } from "./ringing-set.ts";

/** An agent's push session on this node, and what was last sent to it. */
export interface LocalSession extends RingableSession {
  readonly tenantId: string;
  readonly socket: PushSocket;
  onQueue: boolean;
  onQueueSinceMs: number | null;
  /** The ringing calls that were last sent. */
  sent: RingingSet;
  sentWaiting: WaitingCalls;
  /** Whether the first message, the whole `session`, has been sent. */
  started: boolean;
}
