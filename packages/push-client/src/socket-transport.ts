import type { CallType, Timetable } from "@videoengager/protocol/push/push-client";
import {
  PUSH_NAMESPACE,
  type PushClientEvents,
  type PushHandshake,
  type PushReply,
  type PushServerEvents,
  type PushSession,
  type RingingCall,
  type RingingEnded,
} from "@videoengager/protocol/push/push-socket";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { io, type Socket } from "socket.io-client";

const REPLY_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 15_000;

/** What a socket tells its owner. After `onLost`, `onExpired` or `onRefused` nothing more comes of it. */
export interface TransportListener {
  onOpened(): void;
  onSession(session: PushSession): void;
  onRinging(call: RingingCall): void;
  onRingingEnded(ended: RingingEnded): void;
  onTimetable(timetable: Timetable): void;
  onLost(reason: string): void;
  onExpired(): void;
  onRefused(code: string): void;
}

export interface QueueAnswer {
  readonly onQueue: boolean;
  readonly timetable: Timetable;
  readonly ringing: readonly RingingCall[];
}

/** One socket: opened once, never by itself again. */
export interface Transport {
  setQueue(onQueue: boolean, callTypes: readonly CallType[]): Promise<PushReply<QueueAnswer>>;
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
  const end = (tell: () => void): void => {
    if (over) return;
    over = true;
    socket.disconnect();
    tell();
  };
  listen(socket, listener, end);
  return {
    setQueue: (onQueue, callTypes) =>
      answered(socket.timeout(REPLY_TIMEOUT_MS).emitWithAck("setQueue", { onQueue, callTypes })),
    reject: (visitorId, reason) =>
      answered(socket.timeout(REPLY_TIMEOUT_MS).emitWithAck("reject", { visitorId, reason })),
    close: () => end(() => {}),
  };
};

/** Presence and order are answered in the message's own handler: a page in the background has no timers to speak of. */
function listen(socket: PushSocket, listener: TransportListener, end: (tell: () => void) => void): void {
  socket.on("connect", () => listener.onOpened());
  socket.on("session", (session) => listener.onSession(session));
  socket.on("ringing", (call) => listener.onRinging(call));
  socket.on("ringingEnded", (ended) => listener.onRingingEnded(ended));
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

/** The platform's own word for a refusal; null where the network failed. */
function refusalOf(error: Error): string | null {
  const { data } = error as Error & { data?: { code?: unknown } };
  return typeof data?.code === "string" ? data.code : null;
}

async function answered<Value>(reply: Promise<PushReply<Value>>): Promise<PushReply<Value>> {
  try {
    return await reply;
  } catch {
    return { ok: false, code: "no-answer", message: "The platform did not answer." };
  }
}
