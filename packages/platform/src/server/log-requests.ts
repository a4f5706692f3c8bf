import type { HttpApp } from "./http-app.ts";

/** Logs one line per response, with the route's pattern: a URL can have a key, a token or a PIN in it. */
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
