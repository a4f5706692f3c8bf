import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

/** How often a slice of the sockets is closed. */
const SLICE_INTERVAL_MS = 50;
/** Closing a socket ends a session or starts a seat's lease. Time for those writes before the database closes. */
const WRITE_GRACE_MS = 250;

const SERVICE_UNAVAILABLE =
  "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Lets a server refuse new websockets. After the returned function was called, upgrades get 503, which makes a reverse proxy try the next
 * node. Otherwise they would be accepted for a few more seconds.
 */
export function refuseUpgradesOnDrain(server: Server): () => void {
  const listeners = server.listeners("upgrade") as UpgradeListener[];
  let draining = false;
  server.removeAllListeners("upgrade");
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (draining) socket.end(SERVICE_UNAVAILABLE);
    else for (const listener of listeners) listener.call(server, request, socket, head);
  });
  return () => {
    draining = true;
  };
}

/** Closes connections in even slices over `spreadMs`, so that their pages don't all reconnect in the same moment. */
export async function closeSpread(
  connections: readonly { close(): void }[],
  spreadMs: number,
): Promise<void> {
  const slices = Math.max(1, Math.floor(spreadMs / SLICE_INTERVAL_MS));
  const perSlice = Math.ceil(connections.length / slices);
  for (let first = 0; first < connections.length; first += perSlice) {
    for (const connection of connections.slice(first, first + perSlice)) connection.close();
    await delay(SLICE_INTERVAL_MS);
  }
  if (connections.length > 0) await delay(WRITE_GRACE_MS);
}
