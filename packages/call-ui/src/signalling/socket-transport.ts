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
  type StatsMessage,
} from "@videoengager/protocol/signalling/signalling-socket";
import type { Socket } from "socket.io-client";
import type { SocketTrouble } from "../call/call-state.ts";
import { PlatformError } from "../rest/platform-api.ts";
import {
  CHECK_EVERY_MS,
  initialSocketState,
  type SocketEffect,
  type SocketEvent,
  type SocketState,
  stepSocket,
} from "./socket-machine.ts";
import { watchNetwork } from "./watch-network.ts";

const REPLY_TIMEOUT_MS = 5_000;

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

/** One seat's signalling connection, until its signal is aborted. `socket-machine.ts` has its rules; this is what they act on. */
export class SocketTransport {
  readonly #socket: SignallingSocket;
  readonly #options: SocketTransportOptions;
  #state: SocketState;
  #seatToken: string;
  #wasConnected = false;
  #reconnect: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SocketTransportOptions) {
    this.#options = options;
    this.#seatToken = options.seatToken;
    this.#state = initialSocketState(Date.now());
    this.#socket = options.createSocket(() => ({ seatToken: this.#seatToken }));
    this.#listen();
    this.#watch();
    options.signal.addEventListener("abort", () => this.#dispatch({ type: "stop" }), { once: true });
  }

  #listen(): void {
    const socket = this.#socket;
    const { listeners } = this.#options;
    socket.on("connect", () => {
      this.#wasConnected = true;
      this.#dispatch({ type: "connected" });
    });
    socket.on("disconnect", (reason) =>
      // The one close after which Socket.IO does not reconnect.
      this.#dispatch({ type: "disconnected", byServer: reason === "io server disconnect" }),
    );
    socket.on("connect_error", (error) => {
      const code = refusalOf(error);
      // Without a code the platform was not reached: Socket.IO tries again.
      if (code !== null) this.#dispatch({ type: "refused", code });
    });
    socket.onAny(() => this.#dispatch({ type: "heard" }));
    for (const event of ["room", "description", "candidate", "hello", "chat", "ended", "takenOver"] as const)
      socket.on(event, listeners[event]);
    socket.on("alive", (acknowledge) => {
      this.#dispatch({ type: "asked" });
      acknowledge();
    });
  }

  #watch(): void {
    const { signal } = this.#options;
    const timer = setInterval(() => this.#dispatch({ type: "check" }), CHECK_EVERY_MS);
    signal.addEventListener("abort", () => clearInterval(timer), { once: true });
    watchNetwork(
      {
        changed: () => this.#dispatch({ type: "networkChanged" }),
        woke: () => this.#dispatch({ type: "woke" }),
      },
      signal,
    );
  }

  #dispatch(event: SocketEvent): void {
    const { state, effects } = stepSocket(this.#state, event, Date.now());
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: SocketEffect): void {
    const { listeners } = this.#options;
    switch (effect.do) {
      case "connect":
        return void this.#socket.connect();
      case "disconnect":
        return void this.#socket.disconnect();
      case "connectAfter":
        clearTimeout(this.#reconnect);
        this.#reconnect = setTimeout(() => this.#socket.connect(), effect.delayMs);
        return;
      case "cancelConnect":
        return clearTimeout(this.#reconnect);
      case "renewToken":
        return void this.#renewToken(effect.code);
      case "diagnose":
        return void this.#diagnose();
      case "announce":
        return listeners[effect.news]();
      case "announceTrouble":
        return listeners.trouble(effect.trouble);
      case "announceRefused":
        return listeners.refused(effect.code);
    }
  }

  async #renewToken(code: string): Promise<void> {
    try {
      this.#seatToken = await this.#options.renewSeat();
    } catch (cause) {
      return this.#dispatch(isTransient(cause) ? { type: "renewalFailed" } : { type: "seatLost", code });
    }
    this.#dispatch({ type: "tokenRenewed" });
  }

  async #diagnose(): Promise<void> {
    const isThere = await this.#options.isPlatformThere();
    this.#dispatch({ type: "diagnosed", trouble: isThere ? "blocked" : "unreachable" });
  }

  join(displayName: string, media: MediaState): void {
    this.#socket.timeout(REPLY_TIMEOUT_MS).emit("join", { displayName, media }, ignoreReply);
  }

  sendMedia(media: MediaState): void {
    this.#socket.emit("media", media);
  }

  sendDescription(message: DescriptionMessage): void {
    if (this.#canSend) this.#socket.emit("description", message);
  }

  sendCandidate(message: CandidateMessage): void {
    if (this.#canSend) this.#socket.emit("candidate", message);
  }

  sendHello(message: HelloMessage): void {
    if (this.#canSend) this.#socket.emit("hello", message);
  }

  /** Before the first connection Socket.IO keeps what is sent. After a later one it would be outdated. */
  get #canSend(): boolean {
    return this.#socket.connected || !this.#wasConnected;
  }

  /** False where the socket is down. */
  sendChat(message: ChatRelayMessage): boolean {
    if (this.#socket.connected) this.#socket.emit("chat", message);
    return this.#socket.connected;
  }

  sendStats(message: StatsMessage): void {
    if (this.#socket.connected) this.#socket.emit("stats", message);
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
    return isOk(await this.#request("mediaFlows"));
  }

  /** Resolves true when the platform has ended the call, false where it refused or did not answer. */
  async hangUp(): Promise<boolean> {
    return isOk(await this.#request("hangUp"));
  }

  /** The reply; null where the platform does not answer in time. */
  #request(event: "mediaFlows" | "hangUp"): Promise<SignallingReply | null> {
    return this.#socket
      .timeout(REPLY_TIMEOUT_MS)
      .emitWithAck(event)
      .catch(() => null);
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

/** The platform was not reached, or said to come back later. */
function isTransient(cause: unknown): boolean {
  return cause instanceof PlatformError && ["unreachable", "not-ready", "rate-limited"].includes(cause.code);
}
