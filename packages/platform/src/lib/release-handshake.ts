import type { Socket } from "socket.io";

/**
 * Lets go of what a socket's handshake held, once it has been read: the HTTP request with its headers, and the token. A
 * third of an idle connection's memory, and nothing that may lie about.
 */
export function releaseHandshake(socket: Pick<Socket, "handshake" | "conn">): void {
  Object.assign(socket.handshake, { headers: {}, auth: {}, query: {}, url: "" });
  Object.assign(socket.conn, { request: null });
}
