import type { FastifyReply, FastifyRequest } from "fastify";
import type { DomainError } from "../lib/errors.ts";
import type { HttpApp } from "./http-app.ts";

/** Refusals that an operator may have to act on: credentials, web sites, limits, capacity. */
const REMARKABLE_STATUS: ReadonlySet<number> = new Set([401, 403, 429, 503]);

/**
 * Logs one line per response, with the route's pattern: a URL can have a key, a token or a PIN in it. The line of a refused request
 * has the reason and the client's address.
 */
export function logRequests(app: HttpApp): void {
  app.addHook("onResponse", (request, reply, done) => {
    const { refusal } = request;
    const answered = {
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
      tenantId: request.tenantId,
    };
    if (refusal === null) request.log[levelOf(reply)](answered, "answered");
    else request.log[levelOf(reply)]({ ...answered, ...describeRefusal(request, refusal) }, "refused");
    done();
  });
}

/** `not-ready` has several causes: overload, a full queue, a database that is away. Other messages can have what was sent. */
function describeRefusal(
  { ip, keyId }: FastifyRequest,
  { code, message }: Pick<DomainError, "code" | "message">,
): Readonly<Record<string, string>> {
  return {
    reason: code,
    address: ip,
    ...(keyId === null ? {} : { keyId }),
    ...(code === "not-ready" ? { detail: message } : {}),
  };
}

function levelOf({ statusCode }: FastifyReply): "error" | "warn" | "info" {
  if (REMARKABLE_STATUS.has(statusCode)) return "warn";
  return statusCode >= 500 ? "error" : "info";
}
