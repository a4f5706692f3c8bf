import type { Server } from "node:http";
import type { Socket } from "node:net";
import { createTrustedAddresses } from "./client-address.ts";
import { addressKey } from "./rate-limiter.ts";

export interface ConnectionBounds {
  /** Maximum of open connections on this node; further ones are closed. */
  readonly maxConnections: number;
  /** The same per client address. */
  readonly maxConnectionsPerAddress: number;
  /** Connections of these carry many clients, so they are not limited per address. */
  readonly trustedProxies: readonly string[];
}

/** Above this part of `maxConnections`, connections are closed after one answer instead of being kept alive. */
const CROWDED = 0.8;
/** The same for `maxConnectionsPerAddress`: an office needs its share for websockets, and each browser keeps up to six idle connections. */
const CROWDED_ADDRESS = 0.5;

/**
 * Whether so many connections are open, on this node or from the address of `socket`, that `socket` should be closed after its answer
 * instead of being kept alive.
 */
export type IsCrowded = (socket: Pick<Socket, "remoteAddress">) => boolean;

/**
 * Limits the TCP connections of a server per address, so that one address can't use all of them: a page whose connection was cut must
 * be able to reconnect.
 */
export function boundConnections(server: Server, bounds: ConnectionBounds): IsCrowded {
  server.maxConnections = bounds.maxConnections;
  const isTrusted = createTrustedAddresses(bounds.trustedProxies);
  const byAddress = new Map<string, number>();
  let open = 0;
  /** Null for a trusted proxy. */
  const readKey = ({ remoteAddress = "" }: Pick<Socket, "remoteAddress">): string | null =>
    isTrusted(remoteAddress) ? null : addressKey(remoteAddress);
  server.prependListener("connection", (socket: Socket) => {
    open += 1;
    const key = readKey(socket);
    const count = key === null ? 0 : (byAddress.get(key) ?? 0) + 1;
    if (key !== null) byAddress.set(key, count);
    socket.once("close", () => {
      open -= 1;
      if (key === null) return;
      const left = (byAddress.get(key) ?? 1) - 1;
      if (left > 0) byAddress.set(key, left);
      else byAddress.delete(key);
    });
    if (count <= bounds.maxConnectionsPerAddress) return;
    socket.destroy();
    server.emit("drop");
  });
  return (socket) => {
    if (open > bounds.maxConnections * CROWDED) return true;
    const key = readKey(socket);
    return key !== null && (byAddress.get(key) ?? 0) > bounds.maxConnectionsPerAddress * CROWDED_ADDRESS;
  };
}
