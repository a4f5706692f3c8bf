import type { IncomingMessage } from "node:http";
import type { Server, Socket } from "socket.io";

/** What `engine.io` makes of an upgrade in place of an HTTP answer: it lives as long as the connection, and holds the request. */
interface UpgradeResponse {
  req: IncomingMessage | null;
}

const responses = new WeakMap<IncomingMessage, UpgradeResponse>();

/** To be called once the server is attached: remembers what holds a connection's request. */
export function watchHandshakes({ engine }: Pick<Server, "engine">): void {
  engine.use((request: IncomingMessage, response: UpgradeResponse, next: () => void) => {
    responses.set(request, response);
    next();
  });
}

/**
 * Lets go of what a socket's handshake held, once it has been read: the HTTP request with its headers, and the token. A
 * third of an idle connection's memory, and nothing that may lie about.
 */
export function releaseHandshake({ handshake, conn }: Pick<Socket, "handshake" | "conn">): void {
  const response = responses.get(conn.request);
  if (response) response.req = null;
  Object.assign(handshake, { headers: {}, auth: {}, query: {}, url: "" });
  Object.assign(conn, { request: null });
}
