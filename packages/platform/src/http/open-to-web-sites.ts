import type { HttpApp } from "./http-app.ts";

/** What scripts of other web sites call and load. All else is for our own pages. */
const OPEN_PATHS = /^\/(?:api|agent|static)\//;

/** No cookies are in use, and a foreign web site must be able to read why it is refused. */
const HEADERS: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-request-id, retry-after",
  vary: "Origin",
};

const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  "access-control-allow-methods": "GET, POST, PUT, DELETE",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-max-age": "600",
  "content-length": "0",
};

/**
 * CORS: who may call is decided by the route, from the request's origin and credential. Constant tables, for making them
 * anew was a twentieth of a small request's time.
 */
export function openToWebSites(app: HttpApp): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (!OPEN_PATHS.test(request.url)) return done();
    void reply.headers(HEADERS);
    if (request.method !== "OPTIONS" || !("access-control-request-method" in request.headers)) return done();
    void reply.status(204).headers(PREFLIGHT_HEADERS).send();
  });
}
