import { createHash, randomBytes } from "node:crypto";
import { type ClientRequest, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction, type Socket } from "node:net";
import type { ResolveHost } from "./resolve-host.ts";

const ANSWER_TIMEOUT_MS = 5_000;
const MAX_BODY_LENGTH = 65_536;
const WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export interface OriginAnswer {
  readonly status: number;
  readonly body: string;
  /** This end of the connection. */
  readonly local: { readonly address: string; readonly port: number };
}

/** Requests a path of an origin, on a new connection. Rejects after 5 s without a complete response. */
export async function askOrigin(
  origin: string,
  path: string,
  resolve: ResolveHost,
  headers: Readonly<Record<string, string>> = {},
): Promise<OriginAnswer> {
  const request = await startRequest(origin, path, resolve, headers);
  return new Promise((done, reject) => {
    request.once("error", reject);
    request.once("response", (response) => {
      const { localAddress = "", localPort = 0 } = response.socket;
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        if (body.length < MAX_BODY_LENGTH) body += chunk;
      });
      response.once("error", reject);
      response.once("end", () =>
        done({
          status: response.statusCode ?? 0,
          body,
          local: { address: localAddress, port: localPort },
        }),
      );
    });
    request.end();
  });
}

export type WebsocketOutcome =
  | { readonly kind: "open"; readonly firstBytes: string }
  /** The handshake got an ordinary response. */
  | { readonly kind: "refused"; readonly status: number }
  /** It was accepted with a wrong key, so something other than a websocket server answered. */
  | { readonly kind: "invalid" };

/** Opens a websocket, waits for the server's first message, and closes it. Rejects after 5 s. */
export async function openWebsocket(
  origin: string,
  path: string,
  resolve: ResolveHost,
): Promise<WebsocketOutcome> {
  const key = randomBytes(16).toString("base64");
  const expected = createHash("sha1")
    .update(key + WEBSOCKET_GUID)
    .digest("base64");
  const request = await startRequest(origin, path, resolve, {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": key,
  });
  return new Promise((done, reject) => {
    request.once("error", reject);
    request.once("response", (response) => {
      response.resume();
      request.destroy();
      done({ kind: "refused", status: response.statusCode ?? 0 });
    });
    request.once("upgrade", (response, socket: Socket, head: Buffer) => {
      // The request no longer reports errors of its connection, such as the end of its time.
      socket.once("error", reject);
      socket.once("close", () => reject(new Error("closed without a message")));
      const finish = (outcome: WebsocketOutcome): void => {
        done(outcome);
        socket.destroy();
      };
      if (response.headers["sec-websocket-accept"] !== expected) return finish({ kind: "invalid" });
      if (head.length > 0) return finish({ kind: "open", firstBytes: head.toString("latin1") });
      const timer = setTimeout(() => socket.destroy(new Error("no message")), ANSWER_TIMEOUT_MS);
      socket.once("close", () => clearTimeout(timer));
      return socket.once("data", (bytes: Buffer) =>
        finish({ kind: "open", firstBytes: bytes.toString("latin1") }),
      );
    });
    request.end();
  });
}

async function startRequest(
  origin: string,
  path: string,
  resolve: ResolveHost,
  headers: Readonly<Record<string, string>>,
): Promise<ClientRequest> {
  const url = new URL(path, origin);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const address = await resolve(host);
  const lookup: LookupFunction = (_host, options, callback) => {
    const family = isIP(address);
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
  const options: RequestOptions & { readonly rejectUnauthorized?: boolean } = {
    agent: false,
    headers: { ...headers },
    lookup,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    // Browsers accept a self-signed certificate of this machine after a click.
    ...(isLoopbackName(host) ? { rejectUnauthorized: false } : {}),
  };
  return url.protocol === "https:" ? requestHttps(url, options) : requestHttp(url, options);
}

export function isLoopbackName(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
}
