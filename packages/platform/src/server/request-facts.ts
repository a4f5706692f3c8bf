import type { DomainError } from "../lib/errors.ts";
import type { HttpApp } from "./http-app.ts";

declare module "fastify" {
  /** What the log line and the metrics of a request say about it, noted while it is handled. */
  interface FastifyRequest {
    /** Null while it isn't known, or if the request concerns none. */
    tenantId: string | null;
    /** The API key of a sign-in: its id, not the key. */
    keyId: string | null;
    /** Why it was refused. */
    refusal: Pick<DomainError, "code" | "message"> | null;
  }
}

export function decorateRequests(app: HttpApp): void {
  app.decorateRequest("tenantId", null);
  app.decorateRequest("keyId", null);
  app.decorateRequest("refusal", null);
}
