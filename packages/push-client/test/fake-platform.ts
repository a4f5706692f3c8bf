/** The transport's other end, under a test's control, in virtual time. */
import type { PushClient, PushEvent } from "@videoengager/protocol/push/push-client";
import type { PushHandshake, PushSession, RingingCall } from "@videoengager/protocol/push/push-socket";
import { createPushClient } from "../src/push-client.ts";
import type { QueueAnswer, Transport, TransportListener } from "../src/socket-transport.ts";

export interface FakeSocket {
  readonly url: string;
  readonly handshake: PushHandshake;
  readonly listener: TransportListener;
  readonly said: unknown[];
  closed: boolean;
}

export interface FakePlatform {
  readonly client: PushClient;
  readonly events: PushEvent[];
  readonly sockets: FakeSocket[];
  readonly timers: { work: () => void; readonly delayMs: number }[];
  /** What the next request gets. */
  answer: QueueAnswer | { readonly code: string };
  /** The socket in use. */
  readonly socket: FakeSocket;
  open(session?: Partial<PushSession>): void;
  runTimer(): void;
}

export const OPTIONS = { url: "https://x/push?signallingId=1", tenantId: "t", token: "k", userId: "ann@x" };

/** What the page's clock shows, all the time. */
export const PAGE_TIME_MS = 1_000_000;

export function call(visitorId: string): RingingCall {
  return { visitorId, visitorName: "Vera", callType: "video", waitingSinceMs: 1, customData: { a: 1 } };
}

export function createFakePlatform(): FakePlatform {
  const events: PushEvent[] = [];
  const sockets: FakeSocket[] = [];
  const timers: FakePlatform["timers"] = [];
  const openTransport = (url: string, handshake: PushHandshake, listener: TransportListener): Transport => {
    const socket: FakeSocket = { url, handshake, listener, said: [], closed: false };
    sockets.push(socket);
    const reply = async <Value>(value: Value) => {
      const { answer } = platform;
      return "code" in answer
        ? ({ ok: false, code: answer.code, message: "no" } as const)
        : ({ ok: true, value } as const);
    };
    return {
      setQueue(onQueue, callTypes) {
        socket.said.push({ onQueue, callTypes });
        return reply(platform.answer as QueueAnswer);
      },
      reject(visitorId, reason) {
        socket.said.push({ visitorId, reason });
        return reply(null);
      },
      close() {
        socket.closed = true;
      },
    };
  };
  const client = createPushClient({
    openTransport,
    nowMs: () => 0,
    pageTimeMs: () => PAGE_TIME_MS,
    random: () => 0,
    setTimer(work, delayMs) {
      const timer = { work, delayMs };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
  });
  client.on("*", (event) => events.push(event));
  const platform: FakePlatform = {
    client,
    events,
    sockets,
    timers,
    answer: { onQueue: true, timetable: "disabled", ringing: [] },
    get socket() {
      const socket = sockets.at(-1);
      if (!socket) throw new Error("No socket was opened.");
      return socket;
    },
    open(session = {}) {
      platform.socket.listener.onOpened();
      platform.socket.listener.onSession({
        sessionId: "s_1",
        serverTimeMs: 0,
        onQueue: false,
        timetable: "disabled",
        ringing: [],
        recentlyEnded: [],
        ...session,
      });
    },
    runTimer() {
      timers.shift()?.work();
    },
  };
  return platform;
}
