/** A fake platform behind the transport. The test controls it, in virtual time. */
import type { PushClient, PushEvent } from "@videoengager/protocol/push/push-client";
import type {
  PushHandshake,
  PushSession,
  QueueState,
  RingingCall,
  RingingChange,
  RingingEnded,
} from "@videoengager/protocol/push/push-socket";
import { createPushClient } from "../src/push-client.ts";
import type { Transport, TransportListener } from "../src/socket-transport.ts";

export interface FakeSocket {
  readonly url: string;
  readonly handshake: PushHandshake;
  readonly listener: TransportListener;
  readonly requests: unknown[];
  closed: boolean;
}

export interface FakePlatform {
  readonly client: PushClient;
  readonly events: PushEvent[];
  readonly sockets: FakeSocket[];
  readonly timers: { work: () => void; readonly delayMs: number }[];
  /** The reply to the next request. */
  answer: QueueState | { readonly code: string };
  /** The socket in use. */
  readonly socket: FakeSocket;
  open(session?: Partial<PushSession>): void;
  runTimer(): void;
  networkBack(): void;
}

export const OPTIONS = { url: "https://x/push?signallingId=1", tenantId: "t", token: "k", userId: "ann@x" };

/** The page's clock always shows this time. */
export const PAGE_TIME_MS = 1_000_000;

export function call(visitorId: string): RingingCall {
  return { visitorId, visitorName: "Vera", callType: "video", waitingSinceMs: 1, customData: { a: 1 } };
}

export const NOBODY_WAITS = { count: 0, longestSinceMs: null } as const;

/** A change of the ringing calls: these are new. */
export function rings(...calls: readonly RingingCall[]): RingingChange {
  return { ended: [], ringing: calls, waiting: { count: calls.length, longestSinceMs: 1 } };
}

/** A change of the ringing calls: this one ended. */
export function ends(ended: RingingEnded): RingingChange {
  return { ended: [ended], ringing: [], waiting: NOBODY_WAITS };
}

export function createFakePlatform(): FakePlatform {
  const events: PushEvent[] = [];
  const sockets: FakeSocket[] = [];
  const timers: FakePlatform["timers"] = [];
  const openTransport = (url: string, handshake: PushHandshake, listener: TransportListener): Transport => {
    const socket: FakeSocket = { url, handshake, listener, requests: [], closed: false };
    sockets.push(socket);
    const reply = async <Value>(value: Value) => {
      const { answer } = platform;
      return "code" in answer
        ? ({ ok: false, code: answer.code, message: "no" } as const)
        : ({ ok: true, value } as const);
    };
    return {
      setQueue(onQueue, callTypes) {
        socket.requests.push({ onQueue, callTypes });
        return reply(platform.answer as QueueState);
      },
      reject(visitorId, reason) {
        socket.requests.push({ visitorId, reason });
        return reply(null);
      },
      close() {
        socket.closed = true;
      },
    };
  };
  let networkBack = (): void => {};
  const client = createPushClient({
    openTransport,
    nowMs: () => 0,
    pageTimeMs: () => PAGE_TIME_MS,
    random: () => 0,
    onNetworkBack(callback) {
      networkBack = callback;
    },
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
    answer: { onQueue: true, timetable: "disabled", waiting: NOBODY_WAITS, ringing: [] },
    get socket() {
      const socket = sockets.at(-1);
      if (!socket) throw new Error("No socket was opened.");
      return socket;
    },
    open(session = {}) {
      platform.socket.listener.onMessage();
      platform.socket.listener.onOpened();
      platform.socket.listener.onSession({
        sessionId: "s_1",
        serverTimeMs: 0,
        onQueue: false,
        timetable: "disabled",
        waiting: NOBODY_WAITS,
        ringing: [],
        recentlyEnded: [],
        ...session,
      });
    },
    networkBack: () => networkBack(),
    runTimer() {
      timers.shift()?.work();
    },
  };
  return platform;
}
