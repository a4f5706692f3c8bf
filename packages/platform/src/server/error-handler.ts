import type { ErrorBody, RestErrorCode } from "@videoengager/protocol/rest/error-body";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { isTransient } from "../database/retry.ts";
import { asStorageError, readSqliteCode } from "../database/storage-error.ts";
import { DomainError } from "../lib/errors.ts";
import type { HttpApp } from "./http-app.ts";

/** The HTTP status of each error code. */
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

/** Gives every response that isn't 2xx an `ErrorBody`, and logs unexpected errors. */
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
        "There is no route for this method and path.",
        "Check both; /docs lists every call.",
      ),
      request.id,
    ),
  );
}

/** How an answer describes a refusal. */
export function describeRefusal(refusal: DomainError, requestId: string): ErrorBody["error"] {
  const { code, message, action, details } = refusal;
  return { code, message, action, ...details, requestId };
}

function sendRefusal(reply: FastifyReply, refusal: DomainError, requestId: string): FastifyReply {
  reply.request.refusal = refusal;
  const { retryAfterMs } = refusal.details;
  if (retryAfterMs !== undefined) void reply.header("retry-after", Math.ceil(retryAfterMs / 1_000));
  const body: ErrorBody = { message: refusal.message, error: describeRefusal(refusal, requestId) };
  return reply
    .status(STATUS_OF_CODE[refusal.code])
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(body);
}

function toRefusal(error: FastifyError, request: FastifyRequest): DomainError {
  if (hasZodFastifySchemaValidationErrors(error))
    return new DomainError(
      "invalid-request",
      `The request's ${error.validationContext ?? "body"} doesn't match its schema.`,
      "Correct the fields in `fields`; /docs describes them.",
      {
        fields: error.validation
          .slice(0, 20)
          .map((issue) => ({ path: issue.instancePath, message: issue.message ?? "is wrong" })),
      },
    );
  if (error.statusCode === 413)
    return new DomainError("payload-too-large", "The request is too large.", "Send at most 64 kB.");
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new DomainError(
      "invalid-request",
      "The request could not be read.",
      "Send JSON with the header Content-Type: application/json.",
    );
  const storage = toStorageRefusal(error);
  if (storage) {
    request.log.error({ err: error }, "the database refused a write");
    return storage;
  }
  if (isTransient(error)) {
    request.log.warn({ code: error.code, message: error.message }, "the database didn't answer");
    return new DomainError("not-ready", "The database doesn't answer.", "Try again in a few seconds.");
  }
  request.log.error({ err: error }, "a request failed");
  return new DomainError(
    "internal",
    "The platform failed unexpectedly.",
    "Try again. If it persists, give the operator the `requestId`.",
  );
}

/** The error for the caller while the database can't write. The log has the cause. */
function toStorageRefusal(error: unknown): DomainError | null {
  if (asStorageError(error))
    return new DomainError(
      "not-ready",
      "The platform can't store data at the moment.",
      "Try again later. The operator finds the cause in the log.",
    );
  if (readSqliteCode(error).startsWith("SQLITE_BUSY"))
    return new DomainError("not-ready", "The platform's database is busy.", "Try again in a few seconds.", {
      retryAfterMs: 2_000,
    });
  return null;
}
