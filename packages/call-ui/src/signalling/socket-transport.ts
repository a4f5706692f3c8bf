import { PATHS } from "@videoengager/protocol/rest/paths";
import {
  type CandidateMessage,
  type DescriptionMessage,
  type MediaState,
  SIGNALLING_NAMESPACE,
  type SignallingClientEvents,
  type SignallingHandshake,
  type SignallingReply,
  type SignallingServerEvents,
} from "@videoengager/protocol/signalling/signalling-socket";
import { io, type Socket } from "socket.io-client";

const REPLY_TIMEOUT_MS = 5_000;
const RECONNECT_FIRST_MS = 300;
const RECONNECT_MOST_MS = 4_000;

type Heard = Pick<SignallingServerEvents, "room" | "description" | "candidate" | "ended" | "takenOver">;

export interface SignallingListeners extends Heard {
  readonly online: () => void;
  readonly offline: () => void;
  /** The platform does not let this seat in. Nothing more is tried by itself. */
  readonly refused: (code: string) => void;
}

/** A token of this seat, anew. Rejects where the seat is lost. */
type RenewSeat = () => Promise<string>;

/**
 * One seat's signalling connection. Reconnects by itself, without an end; a seat token that is no longer
 * taken is renewed once for each refusal. Ends with its signal.
 */
export class SocketTransport {
  readonly #socket: Socket<SignallingServerEvents, SignallingClientEvents>;
  readonly #listeners: SignallingListeners;
  readonly #renewSeat: RenewSeat;
  readonly #signal: AbortSignal;
  #seatToken: string;
  #renewed = false;

  constructor(seatToken: string, renewSeat: RenewSeat, listeners: SignallingListeners, signal: AbortSignal) {
    this.#seatToken = seatToken;
    this.#renewSeat = renewSeat;
    this.#listeners = listeners;
    this.#signal = signal;
    this.#socket = io(SIGNALLING_NAMESPACE, {
      path: PATHS.socket,
      transports: ["websocket"],
      reconnectionDelay: RECONNECT_FIRST_MS,
      reconnectionDelayMax: RECONNECT_MOST_MS,
      auth: (give) => give({ seatToken: this.#seatToken } satisfies SignallingHandshake),
    });
    this.#listen();
    signal.addEventListener("abort", () => this.#socket.disconnect(), { once: true });
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on("connect", () => {
      this.#renewed = false;
      this.#listeners.online();
    });
    socket.on("disconnect", (reason) => {
      if (this.#signal.aborted) return;
      this.#listeners.offline();
      // A close by the server itself is the one that the client does not heal by itself.
      if (reason === "io server disconnect") socket.connect();
    });
    socket.on("connect_error", (error) => void this.#meetRefusal(refusalOf(error)));
    socket.on("room", this.#listeners.room);
    socket.on("description", this.#listeners.description);
    socket.on("candidate", this.#listeners.candidate);
    socket.on("ended", this.#listeners.ended);
    socket.on("takenOver", this.#listeners.takenOver);
    socket.on("alive", (acknowledge) => acknowledge());
  }

  async #meetRefusal(code: string | null): Promise<void> {
    // Without a code the platform was not reached: Socket.IO tries again.
    if (code === null || this.#signal.aborted) return;
    if (code === "rate-limited") {
      setTimeout(() => this.#signal.aborted || this.#socket.connect(), RECONNECT_MOST_MS);
      return;
    }
    if (code !== "not-authenticated" || this.#renewed) return this.#listeners.refused(code);
    this.#renewed = true;
    try {
      this.#seatToken = await this.#renewSeat();
    } catch {
      if (!this.#signal.aborted) this.#listeners.refused(code);
      return;
    }
    if (!this.#signal.aborted) this.#socket.connect();
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

  reportMediaFlows(): void {
    this.#socket.timeout(REPLY_TIMEOUT_MS).emit("mediaFlows", ignoreReply);
  }

  /** Resolves when the platform has heard it, or says that it cannot be done. */
  hangUp(): Promise<SignallingReply> {
    return this.#socket.timeout(REPLY_TIMEOUT_MS).emitWithAck("hangUp");
  }
}

/** What was refused is seen in the room that the platform sends anyway. */
function ignoreReply(): void {}

function refusalOf(error: Error): string | null {
  const data = (error as Error & { readonly data?: unknown }).data;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? data.code : null;
}
