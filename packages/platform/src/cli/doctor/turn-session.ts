import { createSocket } from "node:dgram";
import { type EventEmitter, on, once } from "node:events";
import { connect as connectTcp, isIPv4, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ResolveHost } from "./resolve-host.ts";
import {
  ALLOCATE,
  ATTRIBUTE,
  CREATE_PERMISSION,
  decodeMessage,
  encodeRequest,
  isAnswerTo,
  isSuccess,
  type LongTermKey,
  REFRESH,
  readErrorCode,
  type StunMessage,
  xorAddress,
} from "./stun-message.ts";

const ANSWER_TIMEOUT_MS = 3_000;
/** A datagram can be lost (RFC 8489, 6.2.1). */
const REPEATS_MS = [500, 1_500];
/** TURN's number for UDP. */
const UDP_TRANSPORT = Buffer.from([17, 0, 0, 0]);
const STALE_NONCE = 438;

export type TurnAnswer = { readonly ok: true } | { readonly ok: false; readonly errorCode: number };

/** Sends a request and returns the response. */
interface Exchange {
  ask(request: Buffer): Promise<Buffer>;
  close(): void;
}

/** A client of a TURN server. Requests reject if no response comes within 3 s. */
export class TurnSession {
  readonly #exchange: Exchange;
  readonly #credentials: Pick<LongTermKey, "username" | "password">;
  #realm: Buffer | null = null;
  #nonce: Buffer | null = null;

  private constructor(exchange: Exchange, credentials: Pick<LongTermKey, "username" | "password">) {
    this.#exchange = exchange;
    this.#credentials = credentials;
  }

  /** @param url `turn:host:port`, `turns:…`, with `?transport=tcp`. Rejects with an `UnresolvedHostError` if `resolve` does. */
  static async open(
    url: string,
    credentials: Pick<LongTermKey, "username" | "password">,
    resolve: ResolveHost,
  ): Promise<TurnSession> {
    return new TurnSession(await openExchange(url, resolve), credentials);
  }

  /** Sends a request without credentials. False if the server doesn't require any. */
  async begin(): Promise<boolean> {
    const refused = await this.#ask(encodeRequest(ALLOCATE, [[ATTRIBUTE.requestedTransport, UDP_TRANSPORT]]));
    this.#readNonce(refused);
    return this.#realm !== null && this.#nonce !== null;
  }

  /** Requests a relay address. Call `begin` first. */
  allocate(): Promise<TurnAnswer> {
    return this.#request(ALLOCATE, [[ATTRIBUTE.requestedTransport, UDP_TRANSPORT]]);
  }

  /** Requests permission for packets between the relay and an IPv4 address. */
  createPermission(peer: string): Promise<TurnAnswer> {
    if (!isIPv4(peer)) throw new TypeError(`${peer} is not an IPv4 address`);
    return this.#request(CREATE_PERMISSION, [[ATTRIBUTE.xorPeerAddress, xorAddress(peer, 9)]]);
  }

  /** Extends the relay's lifetime. */
  refresh(): Promise<TurnAnswer> {
    return this.#request(REFRESH, []);
  }

  close(): void {
    this.#exchange.close();
  }

  async #request(
    type: number,
    attributes: readonly (readonly [number, Buffer])[],
    isRepeated = false,
  ): Promise<TurnAnswer> {
    const { username, password } = this.#credentials;
    const realm = this.#realm ?? Buffer.alloc(0);
    const request = encodeRequest(
      type,
      [
        ...attributes,
        [ATTRIBUTE.username, Buffer.from(username)],
        [ATTRIBUTE.realm, realm],
        [ATTRIBUTE.nonce, this.#nonce ?? Buffer.alloc(0)],
      ],
      { username, password, realm: realm.toString() },
    );
    const answer = await this.#ask(request);
    if (isSuccess(answer, type)) return { ok: true };
    const errorCode = readErrorCode(answer);
    if (errorCode !== STALE_NONCE || isRepeated) return { ok: false, errorCode };
    this.#readNonce(answer);
    return this.#request(type, attributes, true);
  }

  #readNonce({ attributes }: StunMessage): void {
    this.#realm = attributes.get(ATTRIBUTE.realm) ?? this.#realm;
    this.#nonce = attributes.get(ATTRIBUTE.nonce) ?? this.#nonce;
  }

  async #ask(request: Buffer): Promise<StunMessage> {
    const message = decodeMessage(await this.#exchange.ask(request));
    if (!message) throw new Error("the answer is not TURN");
    return message;
  }
}

async function openExchange(url: string, resolve: ResolveHost): Promise<Exchange> {
  const [, scheme, bracketed, plain, portText, query = ""] =
    /^(turns?):(?:\[([^\]]+)\]|([^:?]+))(?::(\d+))?(\?.*)?$/.exec(url) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw new Error("the URL is not of the form turn:host:port");
  const secure = scheme === "turns";
  const port = Number(portText ?? (secure ? 5349 : 3478));
  const address = await resolve(host);
  if (secure) return openStream(connectTls({ host: address, port, servername: host }), "secureConnect");
  return query.includes("transport=tcp")
    ? openStream(connectTcp({ host: address, port }), "connect")
    : openUdp(address, port);
}

async function openUdp(host: string, port: number): Promise<Exchange> {
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  const close = (): void => void socket.close();
  socket.connect(port, host);
  await opened(socket, "connect", close);
  return {
    async ask(request) {
      const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
      const send = (): void => socket.send(request);
      const repeats = REPEATS_MS.map((afterMs) => setTimeout(send, afterMs));
      try {
        send();
        // A request that was repeated can be answered twice.
        for await (const [bytes] of on(socket, "message", { signal }) as AsyncIterable<[Buffer]>)
          if (isAnswerTo(request, bytes)) return bytes;
      } finally {
        repeats.forEach(clearTimeout);
      }
      throw new Error("the socket was closed");
    },
    close,
  };
}

async function openStream(socket: Socket, event: "connect" | "secureConnect"): Promise<Exchange> {
  const close = (): void => void socket.destroy();
  await opened(socket, event, close);
  return {
    async ask(request) {
      const answer = once(socket, "data", { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
      socket.write(request);
      const [bytes] = (await answer) as [Buffer];
      return bytes;
    },
    close,
  };
}

/** Resolves when the socket is open. Closes it otherwise: an open socket would keep the process running. */
async function opened(socket: EventEmitter, event: string, close: () => void): Promise<void> {
  // `once` reports errors only while it waits. Without a listener a later one would end the process.
  socket.on("error", () => {});
  try {
    await once(socket, event, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  } catch (error) {
    close();
    throw error;
  }
}
