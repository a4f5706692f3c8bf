import type { CallType, Timetable } from "@videoengager/protocol/push/push-client";
import {
  PUSH_NAMESPACE,
  type PushClientEvents,
  type PushHandshake,
  type PushReply,
  type PushServerEvents,
  type PushSession,
  type QueueState,
  type RingingChange,
} from "@videoengager/protocol/push/push-socket";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { io, type Socket } from "socket.io-client";

const REPLY_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 15_000;

/** Callbacks of a socket. `onLost`, `onExpired` and `onRefused` are final: no callback follows them. */
export interface TransportListener {
  onOpened(): void;
  /** Called for every message, and when the socket opens. */
  onMessage(): void;
  onSession(session: PushSession): void;
  onRinging(change: RingingChange): void;
  onTimetable(timetable: Timetable): void;
  onLost(reason: string): void;
  onExpired(): void;
  onRefused(code: string): void;
}

/** One socket. It never reconnects. */
export interface Transport {
  setQueue(onQueue: boolean, callTypes: readonly CallType[]): Promise<PushReply<QueueState>>;
  reject(visitorId: string, reason: string): Promise<PushReply<null>>;
  close(): void;
}

export type OpenTransport = (url: string, handshake: PushHandshake, listener: TransportListener) => Transport;

type PushSocket = Socket<PushServerEvents, PushClientEvents>;

/** Opens a websocket to the platform that `url` belongs to. */
export const openSocket: OpenTransport = (url, handshake, listener) => {
  const socket: PushSocket = io(`${new URL(url).origin}${PUSH_NAMESPACE}`, {
    path: PATHS.socket,
    transports: ["websocket"],
    auth: { ...handshake },
    forceNew: true,
    reconnection: false,
    timeout: CONNECT_TIMEOUT_MS,
  });
  let over = false;
  const end = (report: () => void): void => {
    if (over) return;
    over = true;
    socket.disconnect();
    report();
  };
  listen(socket, listener, end);
  return {
    setQueue: (onQueue, callTypes) =>
      replyOf(socket.timeout(REPLY_TIMEOUT_MS).emitWithAck("setQueue", { onQueue, callTypes })),
    reject: (visitorId, reason) =>
      replyOf(socket.timeout(REPLY_TIMEOUT_MS).emitWithAck("reject", { visitorId, reason })),
    close: () => end(() => {}),
  };
};

/** Acknowledges in the message's own handler, because a page in the background has no reliable timers. */
function listen(socket: PushSocket, listener: TransportListener, end: (report: () => void) => void): void {
  socket.onAny(() => listener.onMessage());
  socket.on("connect", () => {
    listener.onMessage();
    listener.onOpened();
  });
  socket.on("session", (session) => listener.onSession(session));
  socket.on("ringing", (change) => listener.onRinging(change));
  socket.on("timetable", (timetable) => listener.onTimetable(timetable));
  socket.on("alive", (acknowledge) => acknowledge());
  socket.on("settle", (acknowledge) => acknowledge());
  socket.on("expired", () => end(() => listener.onExpired()));
  socket.on("disconnect", (reason) => end(() => listener.onLost(reason)));
  socket.on("connect_error", (error) => {
    const code = refusalOf(error);
    if (code === "expired") end(() => listener.onExpired());
    else if (code === null || code === "rate-limited") end(() => listener.onLost(code ?? error.message));
    else end(() => listener.onRefused(code));
  });
}

/** The platform's code for a refusal; null if the network failed. */
function refusalOf(error: Error): string | null {
  const { data } = error as Error & { data?: { code?: unknown } };
  return typeof data?.code === "string" ? data.code : null;
}

async function replyOf<Value>(reply: Promise<PushReply<Value>>): Promise<PushReply<Value>> {
  try {
    return await reply;
  } catch {
    return { ok: false, code: "no-answer", message: "The platform did not answer within 10 s." };
  }
}
