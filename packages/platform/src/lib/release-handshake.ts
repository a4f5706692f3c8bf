import type { IncomingMessage } from "node:http";
import type { Server, Socket } from "socket.io";

/** `engine.io`'s stand-in for an HTTP response. It lives as long as the connection and references the request. */
interface UpgradeResponse {
  req: IncomingMessage | null;
}

const responses = new WeakMap<IncomingMessage, UpgradeResponse>();

/** Call it once, after the server is attached. Remembers which object references a connection's request. */
export function watchHandshakes({ engine }: Pick<Server, "engine">): void {
  engine.use((request: IncomingMessage, response: UpgradeResponse, next: () => void) => {
    responses.set(request, response);
    next();
  });
}

/**
 * Releases a socket's handshake after it was read: the HTTP request with its headers, and the token. They are a third of an
 * idle connection's memory, and the token should not stay in memory.
 */
export function releaseHandshake({ handshake, conn }: Pick<Socket, "handshake" | "conn">): void {
  const response = responses.get(conn.request);
  if (response) response.req = null;
  Object.assign(handshake, { headers: {}, auth: {}, query: {}, url: "" });
  Object.assign(conn, { request: null });
}
