import type { ErrorBody, RestErrorCode } from "@videoengager/protocol/rest/error-body";

/** What an error body may carry besides code, sentence and remedy. */
export type ErrorDetails = Omit<ErrorBody["error"], "code" | "message" | "action" | "requestId">;

/**
 * A refusal that the caller is told of, as it stands: the HTTP error handler maps it to an `ErrorBody` and a status.
 * Neither sentence may hold a secret.
 */
export class DomainError extends Error {
  readonly code: RestErrorCode;
  /** One sentence: what the caller can do about it. */
  readonly action: string;
  readonly details: ErrorDetails;

  constructor(code: RestErrorCode, message: string, action: string, details: ErrorDetails = {}) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.action = action;
    this.details = details;
  }
}
