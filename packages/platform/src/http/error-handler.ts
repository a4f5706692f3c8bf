import type { ErrorBody, RestErrorCode } from "@videoengager/protocol/rest/error-body";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { DomainError } from "../domain/errors.ts";
import type { HttpApp } from "./http-app.ts";

/** The status of every refusal. */
export const STATUS_OF_CODE: Readonly<Record<RestErrorCode, number>> = {
  "invalid-request": 400,
  "not-authenticated": 401,
  "agent-disabled": 403,
  "agent-conflict": 409,
  "origin-not-allowed": 403,
  "not-found": 404,
  "interaction-not-found": 404,
  "interaction-ended": 410,
  "claimed-elsewhere": 409,
  "seat-taken": 409,
  "pin-required": 403,
  "pin-wrong": 403,
  "pin-locked": 429,
  "consent-required": 403,
  "rate-limited": 429,
  "payload-too-large": 413,
  "not-ready": 503,
  internal: 500,
};

/** Makes every answer that is not 2xx carry an `ErrorBody`, and logs what nobody foresaw. */
export function installErrorHandler(app: HttpApp): void {
  app.setErrorHandler((error: FastifyError | DomainError, request, reply) => {
    const refusal = error instanceof DomainError ? error : toRefusal(error, request);
    return sendRefusal(reply, refusal, request.id);
  });
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(
      reply,
      new DomainError(
        "not-found",
        "There is nothing at this address.",
        "Check the address; /docs lists every call.",
      ),
      request.id,
    ),
  );
}

function sendRefusal(reply: FastifyReply, refusal: DomainError, requestId: string): FastifyReply {
  const { code, message, action, details } = refusal;
  if (details.retryAfterMs !== undefined)
    void reply.header("retry-after", Math.ceil(details.retryAfterMs / 1_000));
  const body: ErrorBody = { error: { code, message, action, ...details, requestId } };
  return reply
    .status(STATUS_OF_CODE[code])
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(body);
}

function toRefusal(error: FastifyError, request: FastifyRequest): DomainError {
  if (hasZodFastifySchemaValidationErrors(error))
    return new DomainError(
      "invalid-request",
      `The request's ${error.validationContext ?? "body"} is not as described.`,
      "Correct the named fields; /docs describes them.",
      {
        fields: error.validation
          .slice(0, 20)
          .map((issue) => ({ path: issue.instancePath, message: issue.message ?? "is wrong" })),
      },
    );
  if (error.statusCode === 413)
    return new DomainError("payload-too-large", "The request is too large.", "Send less than 64 kB.");
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new DomainError(
      "invalid-request",
      "The request could not be read.",
      "Send JSON with the header Content-Type: application/json.",
    );
  request.log.error({ err: error }, "an unforeseen error");
  return new DomainError(
    "internal",
    "The platform failed to answer.",
    "Try again; if it persists, give the operator the request's id.",
  );
}
