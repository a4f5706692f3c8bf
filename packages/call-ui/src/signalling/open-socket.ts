import { PATHS } from "@videoengager/protocol/rest/paths";
import {
  SIGNALLING_NAMESPACE,
  type SignallingHandshake,
} from "@videoengager/protocol/signalling/signalling-socket";
import { Manager } from "socket.io-client";
import { RECONNECT_FIRST_MS, RECONNECT_MAX_MS } from "./socket-machine.ts";
import type { CreateSocket } from "./socket-transport.ts";

/** A transport that is open, or opening, before there is a seat. */
let prepared: Manager | null = null;

function openTransport(): Manager {
  return new Manager(location.origin, {
    path: PATHS.socket,
    transports: ["websocket"],
    reconnectionDelay: RECONNECT_FIRST_MS,
    reconnectionDelayMax: RECONNECT_MAX_MS,
  });
}

/** Opens a transport for the next {@link openSocket}; aborting closes it if it was not used. */
export function prepareSocket(signal: AbortSignal): void {
  if (prepared !== null) return;
  const manager = openTransport();
  prepared = manager;
  signal.addEventListener(
    "abort",
    () => {
      if (prepared !== manager) return;
      prepared = null;
      manager.reconnection(false);
      manager.engine?.close();
    },
    { once: true },
  );
}

/** Connects to the signalling namespace. The socket sends `auth()` whenever it connects. */
export const openSocket: CreateSocket = (auth) => {
  const manager = prepared ?? openTransport();
  prepared = null;
  // `socket()` already connects. A call of `connect()` would send a second CONNECT on an open transport, and the platform would close it.
  return manager.socket(SIGNALLING_NAMESPACE, {
    auth: (give: (handshake: SignallingHandshake) => void) => give(auth()),
  });
};
