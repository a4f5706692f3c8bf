import type { HttpApp } from "./http-app.ts";

/** Paths for scripts of other sites. Everything else is for the platform's own pages. */
const OPEN_PATHS = /^\/(?:api|agent|visitor-sdk|static)\//;

/** No cookie authenticates a request, and a site that isn't allowed must be able to read the error. */
const HEADERS: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-request-id, retry-after",
  vary: "Origin",
};

/** Also headers that tracing libraries add to every `fetch`: without them its preflight would fail. */
const ALLOWED_HEADERS: readonly string[] = [
  "authorization",
  "content-type",
  "otip",
  "x-request-id",
  "traceparent",
  "tracestate",
  "baggage",
  "sentry-trace",
];

const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  "access-control-allow-methods": "GET, POST, PUT, DELETE",
  "access-control-allow-headers": ALLOWED_HEADERS.join(", "),
  "access-control-max-age": "600",
  "content-length": "0",
};

/**
 * Answers preflights, and lets every origin read responses: each route checks origin and credentials. The tables are constants because
 * building them per request was 5 % of a small request's time.
 */
export function registerCors(app: HttpApp): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (!OPEN_PATHS.test(request.url)) return done();
    void reply.headers(HEADERS);
    if (request.method !== "OPTIONS" || !("access-control-request-method" in request.headers)) return done();
    void reply.status(204).headers(PREFLIGHT_HEADERS).send();
  });
}
