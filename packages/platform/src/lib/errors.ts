import type { ErrorBody, RestErrorCode } from "@videoengager/protocol/rest/error-body";

/** What an error body can have besides code, message and action. */
export type ErrorDetails = Omit<ErrorBody["error"], "code" | "message" | "action" | "requestId">;

/**
 * An error for the caller: the HTTP error handler maps it to an `ErrorBody` and a status. Neither sentence may have a
 * secret.
 */
export class DomainError extends Error {
  readonly code: RestErrorCode;
  /** One sentence that says what the caller can do. */
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
