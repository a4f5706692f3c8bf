import type { HttpApp } from "./http-app.ts";

/** One line for each answer, by the route's pattern: a URL may hold a key, a token or a PIN. */
export function logRequests(app: HttpApp): void {
  app.addHook("onResponse", (request, reply, done) => {
    request.log[reply.statusCode >= 500 ? "error" : "info"](
      {
        method: request.method,
        route: request.routeOptions.url ?? "none",
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
      },
      "answered",
    );
    done();
  });
}
