import { version } from "../../package.json";
import { findErrorRow } from "./error-registry.ts";
import type { VEErrorCategory, VEErrorCode, VEErrorDetail, VEErrorSeverity } from "./error-table.ts";

export type { VEErrorCode };

/** The version of this package. */
export const VERSION: string = version;

/** The cause of an error. */
export interface VEErrorCause extends Pick<VEErrorDetail, "code" | "name" | "description"> {
  /** The original exception, if there was one. */
  readonly originalError?: unknown;
}

/** What an error can be made with, besides its code. */
export interface VEErrorInit {
  /** Replaces the description. Never contains a secret. */
  readonly message?: string;
  /** Facts for a log. Never contains a secret. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  /** The exception that caused it. */
  readonly originalError?: unknown;
}

/**
 * The only kind of error that the SDK throws and rejects with. `message` says what happened and what to do.
 *
 * @example
 * if (VideoEngagerAgentError.is(error, "SESSION_ALREADY_ACTIVE")) showRunningCall();
 */
export class VideoEngagerAgentError extends Error {
  /** The same for every error of the SDK. */
  declare readonly name: "VideoEngagerAgentError";
  /** The name in the error table, for example `SESSION_ALREADY_ACTIVE`. */
  declare readonly code: VEErrorCode;
  /** The row of the error table, and the original exception if there was one. */
  declare readonly cause: VEErrorCause;
  /**
   * Facts about this occurrence: `operation` (the function that failed), `timeoutMs`, `waitingFor`, `cause` (why a
   * call doesn't connect, as `CallState.unreachable`), `status` and `path` of a request.
   * Never contains a secret.
   */
  declare readonly context: Readonly<Record<string, unknown>>;
  /** The group of the code in the error table. */
  declare readonly category: VEErrorCategory;
  /** Whether the same operation can succeed if it is repeated. */
  declare readonly retryable: boolean;
  /** Whether the application can go on. */
  declare readonly recoverable: boolean;
  /** `Error`: the operation failed. `Warning`: it was not needed, or not possible now. */
  declare readonly severity: VEErrorSeverity;
  /** Identifies this occurrence: two reports with the same key are one failure. */
  declare readonly idempotencyKey: string;
  /** The version of the SDK that made the error. */
  declare readonly version: string;

  constructor(code: VEErrorCode, { message, context, originalError }: VEErrorInit = {}) {
    const found = (findErrorRow(code) ?? {}) as Partial<VEErrorDetail>;
    const { code: causeCode = code, description = code, name = code, ...row } = found;
    super(message ?? description);
    Object.assign(this, row, {
      name: "VideoEngagerAgentError",
      code,
      cause: { code: causeCode, name, description, ...(originalError !== undefined && { originalError }) },
      context: { ...context },
      idempotencyKey: Math.random().toString(36).slice(2),
      version: VERSION,
    });
  }

  /** All fields except the stack and the original exception, which can contain what no log should. */
  toJSON(): Record<string, unknown> {
    const { originalError: _hidden, ...cause } = this.cause;
    return { ...(this as object), message: this.message, cause };
  }

  /** Whether this is an error of the SDK, including another copy of the SDK. */
  static isVeError(error: unknown): error is VideoEngagerAgentError {
    // Compared by name: an error of another copy, or of another frame, is no instance of this class.
    const { name, cause } = Object(error) as Partial<VideoEngagerAgentError>;
    return name === "VideoEngagerAgentError" && !!cause;
  }

  /** Whether this is an error of the SDK with this code. Takes either form, `SESSION_ALREADY_ACTIVE` or `session|already-active`. */
  static is<Code extends VEErrorCode>(
    error: unknown,
    code: Code,
  ): error is VideoEngagerAgentError & { readonly code: Code };
  static is(error: unknown, code: VECauseCode): error is VideoEngagerAgentError;
  static is(error: unknown, code: string): boolean {
    return VideoEngagerAgentError.isVeError(error) && (error.code === code || error.cause.code === code);
  }
}

/** The other form of a code, for example `session|already-active`. */
export type VECauseCode = `${string}|${string}`;

/** Adds facts to the context of an error that is on its way out; those it has already win. */
export function addContext(error: VideoEngagerAgentError, facts: Readonly<Record<string, unknown>>): void {
  Object.assign(error.context, { ...facts, ...error.context });
}

/** Throws an error with this code, unless the condition holds. */
export function ensure(condition: unknown, code: VEErrorCode, init?: VEErrorInit): asserts condition {
  if (!condition) throw new VideoEngagerAgentError(code, init);
}

/** Throws `INVALID_ARGUMENT`, unless the condition holds. The message says what the argument must be. */
export function ensureArgument(condition: unknown, message: string): asserts condition {
  ensure(condition, "INVALID_ARGUMENT", { message });
}

/** Returns an error of the SDK as it is, and wraps anything else in one with this code. */
export function toAgentError(thrown: unknown, code: VEErrorCode): VideoEngagerAgentError {
  return VideoEngagerAgentError.isVeError(thrown)
    ? thrown
    : new VideoEngagerAgentError(code, { originalError: thrown });
}
