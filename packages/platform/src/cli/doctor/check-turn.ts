import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Config } from "../../config.ts";
import type { Clock } from "../../domain/clock.ts";
import { createIceServers } from "../../domain/ice-servers.ts";
import { type Finding, ok, reasonOf, warning, wrong } from "./finding.ts";
import {
  ALLOCATE,
  ALLOCATE_SUCCESS,
  ATTRIBUTE,
  decodeMessage,
  encodeRequest,
  errorCodeOf,
  type StunMessage,
} from "./stun-message.ts";

const ANSWER_TIMEOUT_MS = 3_000;
const CREDENTIAL_LIFE_MS = 60_000;
/** UDP, as TURN's numbers name it. */
const UDP_TRANSPORT = Buffer.from([17, 0, 0, 0]);

/** Sends a request and gives the answer. */
interface Exchange {
  ask(request: Buffer): Promise<Buffer>;
  close(): void;
}

/** Asks each TURN server for a relay, with the credentials that a browser would get. */
export async function checkTurn(config: Config, clock: Clock): Promise<readonly Finding[]> {
  if (!config.turn)
    return [
      warning(
        "turn",
        "no TURN server is configured",
        "People behind strict firewalls cannot call: run coturn, and set TURN_URLS and TURN_SECRET.",
      ),
    ];
  const [server] = createIceServers({ stunUrls: [], turn: config.turn }, clock, CREDENTIAL_LIFE_MS);
  const credentials = { username: server?.username ?? "", password: server?.credential ?? "" };
  return Promise.all(config.turn.urls.map((url) => checkOne(url, credentials)));
}

async function checkOne(
  url: string,
  credentials: { readonly username: string; readonly password: string },
): Promise<Finding> {
  const check = `turn ${url}`;
  let exchange: Exchange;
  try {
    exchange = await open(url);
  } catch (error) {
    return wrong(
      check,
      `cannot be reached (${reasonOf(error)})`,
      "Check its address, that it runs, and the firewall.",
    );
  }
  try {
    const refused = await ask(
      exchange,
      encodeRequest(ALLOCATE, [[ATTRIBUTE.requestedTransport, UDP_TRANSPORT]]),
    );
    const realm = refused.attributes.get(ATTRIBUTE.realm);
    const nonce = refused.attributes.get(ATTRIBUTE.nonce);
    if (!realm || !nonce)
      return wrong(check, "asks for no credentials", "Start coturn with --use-auth-secret and --realm.");
    const { username, password } = credentials;
    const answer = await ask(
      exchange,
      encodeRequest(
        ALLOCATE,
        [
          [ATTRIBUTE.requestedTransport, UDP_TRANSPORT],
          [ATTRIBUTE.username, Buffer.from(username)],
          [ATTRIBUTE.realm, realm],
          [ATTRIBUTE.nonce, nonce],
        ],
        { username, password, realm: realm.toString() },
      ),
    );
    if (answer.type === ALLOCATE_SUCCESS) return ok(check, "gives a relay for the platform's credentials");
    return errorCodeOf(answer) === 401
      ? wrong(
          check,
          "refuses the platform's credentials",
          "Set TURN_SECRET to coturn's static-auth-secret; compare the clocks.",
        )
      : wrong(check, `refuses a relay with error ${errorCodeOf(answer)}`, "Look it up in coturn's log.");
  } catch (error) {
    return wrong(
      check,
      `does not answer (${reasonOf(error)})`,
      "Check its address, that it runs, and the firewall.",
    );
  } finally {
    exchange.close();
  }
}

async function ask(exchange: Exchange, request: Buffer): Promise<StunMessage> {
  const message = decodeMessage(await exchange.ask(request));
  if (!message) throw new Error("the answer is not TURN");
  return message;
}

async function open(url: string): Promise<Exchange> {
  const [, scheme, bracketed, plain, portText, query = ""] =
    /^(turns?):(?:\[([^\]]+)\]|([^:?]+))(?::(\d+))?(\?.*)?$/.exec(url) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw new Error("the URL is not of the form turn:host:port");
  const secure = scheme === "turns";
  const port = Number(portText ?? (secure ? 5349 : 3478));
  if (secure) return openStream(connectTls({ host, port, servername: host }), "secureConnect");
  return query.includes("transport=tcp")
    ? openStream(connectTcp({ host, port }), "connect")
    : openUdp(host, port);
}

async function openUdp(host: string, port: number): Promise<Exchange> {
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  socket.connect(port, host);
  await once(socket, "connect", { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  return {
    async ask(request) {
      const answer = once(socket, "message", { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
      socket.send(request);
      const [bytes] = (await answer) as [Buffer];
      return bytes;
    },
    close: () => socket.close(),
  };
}

async function openStream(socket: Socket, opened: string): Promise<Exchange> {
  await once(socket, opened, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  return {
    async ask(request) {
      const answer = once(socket, "data", { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
      socket.write(request);
      const [bytes] = (await answer) as [Buffer];
      return bytes;
    },
    close: () => socket.destroy(),
  };
}
