import type { HttpApp } from "./http-app.ts";

const HALF_A_YEAR_S = 15_552_000;

/** A constant: building the headers per request was 10 % of a small request's time. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  // The SDK's reachability check requests `/` without CORS. No cookie authenticates a request, so this leaks nothing.
  "cross-origin-resource-policy": "cross-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

const SECURE_HEADERS: typeof HEADERS = {
  ...HEADERS,
  "strict-transport-security": `max-age=${HALF_A_YEAR_S}`,
};

/**
 * Sets the security headers of every response. A page overrides `Content-Security-Policy` with its own.
 *
 * @param secure whether browsers reach the platform by https, also if a proxy terminates it
 */
export function setSecurityHeaders(app: HttpApp, secure: boolean): void {
  app.addHook("onRequest", (request, reply, done) => {
    // A trusted proxy says by X-Forwarded-Proto that it serves https.
    const headers = secure || request.protocol === "https" ? SECURE_HEADERS : HEADERS;
    void reply.headers(headers).header("x-request-id", request.id);
    done();
  });
}
