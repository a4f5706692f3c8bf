import type { IncomingMessage } from "node:http";
import type { NodeBus } from "../cluster/node-messages.ts";
import type { SocketPart } from "../observe/refusal-metrics.ts";
import type { EverySecond } from "../presence/every-second.ts";
import type { Presence } from "../presence/presence.ts";
import type { SocketLimits } from "./socket-limits.ts";

/** What both socket namespaces need besides `Deps`. */
export interface SocketContext {
  readonly socketLimits: SocketLimits;
  /** Reaches the other nodes of this platform. */
  readonly nodeBus: NodeBus;
  readonly everySecond: EverySecond;
  /** Registers each socket while it is open. */
  readonly presence: Pick<Presence, "sockets" | "reconciler">;
  readonly onFailure: (error: unknown) => void;
  /** Counts and logs a socket that was refused. */
  readonly onRefused: (refused: {
    readonly part: SocketPart;
    /** Or what is known of it, once the request was released. */
    readonly request: IncomingMessage | { readonly address: string };
    readonly reason: string;
    readonly tenantId: string | null;
  }) => void;
}
