import {
  type CandidateMessage,
  type ChatRelayMessage,
  type DescriptionMessage,
  type HelloMessage,
  type IceServersReply,
  type MediaState,
  type SignallingClientEvents,
  type SignallingHandshake,
  type SignallingReply,
  type SignallingServerEvents,
  type StatsSample,
} from "@videoengager/protocol/signalling/signalling-socket";
import type { Socket } from "socket.io-client";
import type { SocketTrouble } from "../call/call-state.ts";
import { watchNetwork } from "./watch-network.ts";

const REPLY_TIMEOUT_MS = 5_000;
export const RECONNECT_FIRST_MS = 300;
export const RECONNECT_MAX_MS = 4_000;
/** The platform asks `alive` every 5 s. After two questions that did not come the socket is dead. */
const SILENT_AFTER_MS = 12_000;
/** For a page that just woke up: one question that did not come is enough. */
const SILENT_ON_WAKING_MS = 7_000;
const CHECK_EVERY_MS = 2_000;
/** A socket that stayed up for so long was no part of a loop. */
const STABLE_AFTER_MS = 10_000;
const TROUBLE_AFTER_MS = 10_000;

type RelayedEvents = Pick<
  SignallingServerEvents,
  "room" | "description" | "candidate" | "hello" | "chat" | "ended" | "takenOver"
>;

export interface SignallingListeners extends RelayedEvents {
  readonly online: () => void;
  readonly offline: () => void;
  /** It has not come up for 10 s. */
  readonly trouble: (trouble: SocketTrouble) => void;
  /** The machine has another network; the socket is being replaced. */
  readonly networkChanged: () => void;
  /** The platform does not let this seat in. Nothing more is tried. */
  readonly refused: (code: string) => void;
}

export type SignallingSocket = Socket<SignallingServerEvents, SignallingClientEvents>;

export type CreateSocket = (auth: () => SignallingHandshake) => SignallingSocket;

export interface SocketTransportOptions {
  readonly seatToken: string;
  /** A new token of this seat. Rejects where the seat is lost. */
  readonly renewSeat: () => Promise<string>;
  readonly listeners: SignallingListeners;
  readonly signal: AbortSignal;
  /** Makes the socket that sends `auth()` whenever it connects. */
  readonly createSocket: CreateSocket;
  /** Whether the platform answers a plain request. */
  readonly isPlatformThere: () => Promise<boolean>;
}

/**
 * One seat's signalling connection. Reconnects without an end, replaces a socket that went silent, and renews a seat token that
 * is no longer accepted, once for each refusal. Ends with its signal.
 */
export class SocketTransport {
  readonly #socket: SignallingSocket;
  readonly #options: SocketTransportOptions;
  #seatToken: string;
  #renewed = false;
  /** Null until the platform asked for the first time. */
  #lastHeardMs: number | null = null;
  #connectedAtMs = 0;
  #serverCloses = 0;
  #downSinceMs: number | null;
  #reconnect: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(options: SocketTransportOptions) {
    this.#options = options;
    this.#seatToken = options.seatToken;
    this.#downSinceMs = Date.now();
    this.#socket = options.createSocket(() => ({ seatToken: this.#seatToken }));
    this.#listen();
    this.#watch();
    options.signal.addEventListener("abort", () => this.#stop(), { once: true });
  }

  #stop(): void {
    this.#stopped = true;
    clearTimeout(this.#reconnect);
    this.#socket.disconnect();
  }

  #listen(): void {
    const socket = this.#socket;
    const { listeners } = this.#options;
    socket.on("connect", () => {
      this.#renewed = false;
      this.#connectedAtMs = Date.now();
      this.#downSinceMs = null;
      // The silence of the socket before doesn't count for this one.
      if (this.#lastHeardMs !== null) this.#lastHeardMs = this.#connectedAtMs;
      listeners.online();
    });
    socket.on("disconnect", (reason) => {
      if (this.#stopped) return;
      this.#downSinceMs ??= Date.now();
      listeners.offline();
      // The one close after which Socket.IO does not reconnect.
      if (reason === "io server disconnect") this.#reconnectLater();
    });
    socket.on("connect_error", (error) => void this.#handleRefusal(refusalOf(error)));
    socket.onAny(() => this.#heard());
    for (const event of ["room", "description", "candidate", "hello", "chat", "ended", "takenOver"] as const)
      socket.on(event, listeners[event]);
    socket.on("alive", (acknowledge) => {
      this.#lastHeardMs ??= Date.now();
      acknowledge();
    });
  }

  #heard(): void {
    if (this.#lastHeardMs !== null) this.#lastHeardMs = Date.now();
  }

  #watch(): void {
    const { signal, listeners } = this.#options;
    const timer = setInterval(() => {
      this.#replaceIfSilent(SILENT_AFTER_MS);
      void this.#explainTrouble();
    }, CHECK_EVERY_MS);
    signal.addEventListener("abort", () => clearInterval(timer), { once: true });
    watchNetwork(
      {
        changed: () => {
          listeners.networkChanged();
          this.#replace();
        },
        woke: () => this.#replaceIfSilent(SILENT_ON_WAKING_MS),
      },
      signal,
    );
  }

  #replaceIfSilent(afterMs: number): void {
    const { connected } = this.#socket;
    if (connected && this.#lastHeardMs !== null && Date.now() - this.#lastHeardMs > afterMs) this.#replace();
  }

  #replace(): void {
    if (this.#stopped) return;
    this.#socket.disconnect();
    this.#socket.connect();
  }

  /** Says, once per interruption, why the socket probably does not come up. */
  async #explainTrouble(): Promise<void> {
    if (this.#downSinceMs === null || Date.now() - this.#downSinceMs < TROUBLE_AFTER_MS - CHECK_EVERY_MS)
      return;
    const downSinceMs = this.#downSinceMs;
    this.#downSinceMs = Number.POSITIVE_INFINITY;
    const isThere = await this.#options.isPlatformThere();
    if (this.#stopped || this.#socket.connected) return;
    this.#options.listeners.trouble(isThere ? "blocked" : "unreachable");
    // Looked at again later: a platform that restarts comes back, a blocking proxy stays.
    this.#downSinceMs = downSinceMs + TROUBLE_AFTER_MS;
  }

  #reconnectLater(): void {
    if (Date.now() - this.#connectedAtMs > STABLE_AFTER_MS) this.#serverCloses = 0;
    const delayMs = Math.min(RECONNECT_MAX_MS, RECONNECT_FIRST_MS * 2 ** this.#serverCloses);
    this.#serverCloses += 1;
    this.#connectAfter(delayMs);
  }

  #connectAfter(delayMs: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#reconnect);
    this.#reconnect = setTimeout(() => this.#socket.connect(), delayMs);
  }

  async #handleRefusal(code: string | null): Promise<void> {
    // Without a code the platform was not reached: Socket.IO tries again.
    if (code === null || this.#stopped) return;
    this.#downSinceMs = Date.now();
    const { listeners, renewSeat } = this.#options;
    if (code === "rate-limited") return this.#connectAfter(RECONNECT_MAX_MS);
    if (code !== "not-authenticated" || this.#renewed) return listeners.refused(code);
    this.#renewed = true;
    try {
      this.#seatToken = await renewSeat();
    } catch {
      if (!this.#stopped) listeners.refused(code);
      return;
    }
    if (!this.#stopped) this.#socket.connect();
  }

  join(displayName: string, media: MediaState): void {
    this.#socket.timeout(REPLY_TIMEOUT_MS).emit("join", { displayName, media }, ignoreReply);
  }

  sendMedia(media: MediaState): void {
    this.#socket.emit("media", media);
  }

  sendDescription(message: DescriptionMessage): void {
    if (this.#socket.connected) this.#socket.emit("description", message);
  }

  sendCandidate(message: CandidateMessage): void {
    if (this.#socket.connected) this.#socket.emit("candidate", message);
  }

  sendHello(message: HelloMessage): void {
    if (this.#socket.connected) this.#socket.emit("hello", message);
  }

  /** False where the socket is down. */
  sendChat(message: ChatRelayMessage): boolean {
    if (this.#socket.connected) this.#socket.emit("chat", message);
    return this.#socket.connected;
  }

  sendStats(samples: readonly StatsSample[]): void {
    if (this.#socket.connected) this.#socket.emit("stats", { samples });
  }

  /** ICE servers with credentials that are good for a while; null where the platform does not answer. */
  async requestIceServers(): Promise<Extract<IceServersReply, { readonly ok: true }> | null> {
    if (!this.#socket.connected) return null;
    const reply = await this.#socket
      .timeout(REPLY_TIMEOUT_MS)
      .emitWithAck("iceServers")
      .catch(() => null);
    return reply?.ok === true ? reply : null;
  }

  /** Resolves true when the platform has it. */
  async reportMediaFlows(): Promise<boolean> {
    return isOk(
      await this.#socket
        .timeout(REPLY_TIMEOUT_MS)
        .emitWithAck("mediaFlows")
        .catch(() => null),
    );
  }

  /** Resolves true when the platform has ended the call, false where it refused or did not answer. */
  async hangUp(): Promise<boolean> {
    return isOk(
      await this.#socket
        .timeout(REPLY_TIMEOUT_MS)
        .emitWithAck("hangUp")
        .catch(() => null),
    );
  }
}

const isOk = (reply: SignallingReply | null): boolean => reply?.ok === true;

/** What the platform did not take is missing in the room, and sent again. */
function ignoreReply(): void {}

function refusalOf(error: Error): string | null {
  const data = (error as Error & { readonly data?: unknown }).data;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? data.code : null;
}
