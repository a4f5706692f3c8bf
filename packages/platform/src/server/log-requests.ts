import type { FastifyReply } from "fastify";
import type { HttpApp } from "./http-app.ts";

/** Refusals that an operator may have to act on: credentials, web sites, limits, capacity. */
const REMARKABLE_STATUS: ReadonlySet<number> = new Set([401, 403, 429, 503]);

/**
 * Logs one line per response, with the route's pattern: a URL can have a key, a token or a PIN in it. The line of a refused request
 * has the reason and the client's address.
 */
export function logRequests(app: HttpApp): void {
  app.addHook("onResponse", (request, reply, done) => {
    const { refusal, keyId } = request;
    const answered = {
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
      tenantId: request.tenantId,
    };
    if (refusal === null) request.log[levelOf(reply)](answered, "answered");
    else
      request.log[levelOf(reply)](
        { ...answered, reason: refusal, address: request.ip, ...(keyId === null ? {} : { keyId }) },
        "refused",
      );
    done();
  });
}

function levelOf({ statusCode }: FastifyReply): "error" | "warn" | "info" {
  if (REMARKABLE_STATUS.has(statusCode)) return "warn";
  return statusCode >= 500 ? "error" : "info";
}
