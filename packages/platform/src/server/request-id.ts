import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { createTrustedAddresses } from "./client-address.ts";

/** Identifies a request in the log, in its answer and in the proxy's log. */
export type RequestId = (request: Pick<IncomingMessage, "headers" | "socket">) => string;

const ACCEPTED = /^[\w.:+/=-]{1,128}$/;

/**
 * The id of the header `X-Request-Id` if a trusted proxy sent it and it is short and plain; else a new one. A client's own id would
 * let it write into the log what it wants.
 */
export function createRequestIds(trustedProxies: readonly string[]): RequestId {
  const isTrusted = createTrustedAddresses(trustedProxies);
  return ({ headers, socket }) => {
    const given = headers["x-request-id"];
    const isUsable = typeof given === "string" && ACCEPTED.test(given);
    return isUsable && isTrusted(socket.remoteAddress ?? "") ? given : randomUUID();
  };
}
