import type { HttpApp } from "./http-app.ts";

/** One line for each answer, by the route's pattern: a URL may hold a key, a token or a PIN. */
export function logRequests(app: HttpApp): void {
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    };
    if (reply.statusCode >= 500) request.log.error(line, "answered");
    else request.log.info(line, "answered");
  });
}
