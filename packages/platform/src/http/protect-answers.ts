import type { HttpApp } from "./http-app.ts";

const HALF_A_YEAR_S = 15_552_000;

/**
 * The headers that protect every answer; a page sets a `Content-Security-Policy` of its own in place of this one. A
 * constant table, not a middleware that builds it anew: that was a tenth of a small request's time.
 */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  // The SDK asks `/` without CORS whether the platform is there at all. There are no cookies that this could leak by.
  "cross-origin-resource-policy": "cross-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** @param secure whether the platform itself speaks https */
export function protectAnswers(app: HttpApp, secure: boolean): void {
  const headers = secure ? { ...HEADERS, "strict-transport-security": `max-age=${HALF_A_YEAR_S}` } : HEADERS;
  app.addHook("onRequest", (request, reply, done) => {
    void reply.headers(headers).header("x-request-id", request.id);
    done();
  });
}
