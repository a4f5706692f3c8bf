import { loadModule } from "../load-module.ts";
import type { CreateSocket } from "./socket-transport.ts";

const openSocketModule = loadModule(() => import("./open-socket.ts"));

/**
 * Loads Socket.IO, a fifth of the pages' code. The lobby and the invitation work before it is there; pages load it while they
 * request the seat that it connects with.
 */
async function loadSocket(): Promise<CreateSocket> {
  return (await openSocketModule.load()).openSocket;
}

/**
 * Opens the transport while the seat is being requested, so that only the namespace is left to connect: TCP, TLS, the websocket's
 * upgrade and Engine.IO's handshake need no seat. Closes it when the signal aborts before a seat used it.
 */
async function prepareSocket(signal: AbortSignal): Promise<void> {
  const { prepareSocket: prepare } = await openSocketModule.load();
  if (!signal.aborted) prepare(signal);
}

/** The pages' way to the signalling socket. Entries take it as a parameter, so that tests run without a network. */
export interface SocketLoader {
  loadSocket(): Promise<CreateSocket>;
  prepareSocket(signal: AbortSignal): Promise<void>;
}

export const SOCKET_LOADER: SocketLoader = { loadSocket, prepareSocket };
