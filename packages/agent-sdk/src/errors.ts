import { version } from "../package.json";

/**
 * The reference's table, row by row: category → code → `flags|description`. Flags: `r` retryable, `f` fatal
 * (not recoverable), `w` warning. A remedy that the description lacks stands behind a second bar.
 */
const CATALOGUE = {
  Initialization: {
    AGENT_ALREADY_INITIALIZED:
      "w|VideoEngager Agent is already initialized. Cannot initialize again.|Call destroy() first.",
    AGENT_NOT_INITIALIZED: "r|VideoEngager Agent is not initialized. Call initialize() first.",
    AGENT_NOT_AUTHENTICATED:
      "r|VideoEngager Agent is not authenticated. Call initialize() first.|Check the key or token.",
  },
  Authentication: {
    AUTH_METHOD_NOT_SUPPORTED:
      "|The specified authentication method is not supported.|Use generic, token, genesys or custom.",
    AUTH_GENESYS_ENVIRONMENT_REQUIRED: "|Genesys environment is required for Genesys authentication.",
    AUTH_GENERIC_API_KEY_REQUIRED: "|API key is required for generic authentication.",
    AUTH_GENERIC_AGENT_EMAIL_REQUIRED: "|Agent email is required for generic authentication.",
    AUTH_GENERIC_EXTERNAL_ID_REQUIRED:
      "|External ID is required for generic authentication in standalone mode.",
    AUTH_TOKEN_REQUIRED: "|Token is required for token-based authentication.",
    AUTH_CUSTOM_FUNCTION_REQUIRED:
      "|Custom authentication function is required for custom authentication.|Pass customAuthFunction.",
    AUTH_CUSTOM_PARAMETERS_MISSING:
      "r|Authentication parameters are missing in the response from custom authentication function.",
    AUTH_CUSTOM_PARAMETERS_INVALID_TYPE: "|Authentication parameters should be an object.",
    AUTH_CUSTOM_PARAMETERS_EMPTY: "r|Authentication parameters are empty.",
    AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE:
      "|Invalid type for authentication parameter. Only string, number, and boolean are supported.",
  },
  Configuration: {
    CONFIG_DOMAIN_REQUIRED: "|Domain must be a non-empty string.",
    CONFIG_DOMAIN_INVALID_FORMAT: "|Invalid domain format. Please provide a valid domain.",
    CONFIG_CONTAINER_ID_INVALID_TYPE: "|Container ID must be a string.",
  },
  "UI Handlers": {
    UI_HANDLERS_BAD_CONFIG:
      "|UI handlers are not configured correctly. Please check your UI handlers configuration.",
    UI_HANDLERS_METHOD_REQUIRED: "|Required UI handler method is missing or not a function.",
    UI_HANDLERS_NOT_INITIALIZED:
      "|UI handlers are not initialized. Please ensure that the UI handlers are set up before using them.|Call init() first.",
  },
  Validation: {
    PARAM_CUSTOMER_ID_INVALID_TYPE: "|Customer ID must be a string and not empty.",
    INVALID_ARGUMENT: "|Invalid argument provided to the function.",
    REQUIRED_FIELD_MISSING: "|Required field is missing or empty.",
  },
  Session: {
    SESSION_ALREADY_ACTIVE:
      "w|A session is already active. Cannot start a new session.|Call endCall() first.",
    SESSION_NOT_FOUND: "r|No active session found.",
    SESSION_FAILED_TO_START: "rf|Failed to start the video session.|Try again.",
  },
  Call: {
    CALL_NOT_STARTED: "rw|Call has not been started yet.",
    CALL_ALREADY_FINISHED: "w|Call has already finished.",
  },
  Widget: {
    WIDGET_IFRAME_LOAD_FAILED:
      "rf|Failed to load the VideoEngager widget iframe.|Check the domain and the network.",
    WIDGET_IFRAME_NOT_FOUND:
      "r|VideoEngager widget iframe not found in the DOM.|Return it from openIframe or getIframe.",
    WIDGET_CONTAINER_NOT_FOUND:
      "r|VideoEngager widget container not found in the DOM.|Add an element with this id.",
  },
  Operation: {
    OPERATION_ALREADY_RUNNING: "rw|Operation already in progress.|Wait for it.",
    OPERATION_TIMEOUT: "rf|Operation timed out before completion.|Try again.",
    OPERATION_CONFLICT: "rw|Cannot run operation due to conflicting operations already running.",
    OPERATION_ABORTED: "w|Operation was aborted before completion.",
  },
  Standalone: {
    AGENT_NOT_IN_STANDALONE_MODE:
      "|The requested operation is only available in standalone mode.|Pass standaloneMode: true to init().",
    VISITOR_HAS_LEFT_SESSION: "w|The visitor has left the session.",
    SESSION_ACCEPTED_BY_ANOTHER_AGENT: "w|The session was accepted by another agent.",
    SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE:
      "w|The session was accepted by the same agent on another device or tab.",
  },
  Generic: {
    VE_UNHANDLED_ERROR:
      "rf|An unhandled error occurred in the VideoEngager system. Please check the logs for more details.",
  },
} as const;

/** The kinds of error, as the reference's table groups them. */
export type VEErrorCategory = keyof typeof CATALOGUE;

/** Every value that `error.code` can have. */
export type VEErrorCode = {
  [Category in VEErrorCategory]: keyof (typeof CATALOGUE)[Category];
}[VEErrorCategory];

/** `Error`: the operation failed. `Warning`: it was not needed or not possible now. */
export type VEErrorSeverity = "Error" | "Warning";

/** One row of the reference's error table. */
export interface VEErrorDetail {
  /** The other form of the code, as in `session|already-active`. */
  readonly code: string;
  /** The code, as in `SESSION_ALREADY_ACTIVE`. */
  readonly name: VEErrorCode;
  readonly description: string;
  /** What to do about it, where the description doesn't say so; else empty. */
  readonly remedy: string;
  readonly category: VEErrorCategory;
  /** Whether the same operation may succeed if it is repeated. */
  readonly retryable: boolean;
  /** Whether the application can go on. */
  readonly recoverable: boolean;
  readonly severity: VEErrorSeverity;
}

/** What stands behind an error. */
export interface VEErrorCause extends Pick<VEErrorDetail, "code" | "name" | "description"> {
  /** What was thrown below, where something was. */
  readonly originalError?: unknown;
}

/** What an error may be made with, besides its code. */
export interface VEErrorInit {
  /** Stands in place of the description. Never holds a secret. */
  readonly message?: string;
  /** Facts for a log. Never holds a secret. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly originalError?: unknown;
}

function readCatalogue(): Record<VEErrorCode, VEErrorDetail> {
  const rows: Record<string, VEErrorDetail> = {};
  for (const [category, group] of Object.entries(CATALOGUE) as [VEErrorCategory, Record<string, string>][])
    for (const [name, row] of Object.entries(group)) {
      const [flags = "", description = "", remedy = ""] = row.split("|");
      const words = name.toLowerCase().replaceAll("_", "-");
      const isWhole = /^(standalone|validation)$/i.test(category) && !name.startsWith("PARAM");
      rows[name] = Object.freeze({
        code: isWhole ? `${category.toLowerCase()}|${words}` : words.replace(/^(ui-handlers|\w+)-/, "$1|"),
        name: name as VEErrorCode,
        description,
        remedy,
        category,
        retryable: flags.includes("r"),
        recoverable: !flags.includes("f"),
        severity: flags.includes("w") ? "Warning" : "Error",
      });
    }
  return Object.freeze(rows) as Record<VEErrorCode, VEErrorDetail>;
}

/** The reference's error table: what each code means, and what can be done about it. */
export const VEErrorDetails: Readonly<Record<VEErrorCode, VEErrorDetail>> = readCatalogue();

/** Every code under its own name: `VEErrorCodes.CALL_NOT_STARTED === "CALL_NOT_STARTED"`. */
export const VEErrorCodes: { readonly [Code in VEErrorCode]: Code } = Object.freeze(
  Object.fromEntries(Object.keys(VEErrorDetails).map((code) => [code, code])),
) as { [Code in VEErrorCode]: Code };

/** The version of this package. */
export const VERSION: string = version;

/** The one kind of error that the SDK throws and rejects with. */
export class VideoEngagerAgentError extends Error {
  declare readonly name: "VideoEngagerAgentError";
  /** The name of the table, as in `SESSION_ALREADY_ACTIVE`. */
  declare readonly code: VEErrorCode;
  declare readonly cause: VEErrorCause;
  /** Facts about this occurrence. Never holds a secret. */
  declare readonly context: Readonly<Record<string, unknown>>;
  declare readonly category: VEErrorCategory;
  /** Whether the same operation may succeed if it is repeated. */
  declare readonly retryable: boolean;
  /** Whether the application can go on. */
  declare readonly recoverable: boolean;
  declare readonly severity: VEErrorSeverity;
  /** Of this occurrence: a report that arrives twice is one failure. */
  declare readonly idempotencyKey: string;
  /** Of the SDK that made the error. */
  declare readonly version: string;

  constructor(code: VEErrorCode, { message, context, originalError }: VEErrorInit = {}) {
    const { code: causeCode, name, description, remedy, ...row } = VEErrorDetails[code];
    super(message ?? `${description} ${remedy}`.trim());
    Object.assign(this, row, {
      name: "VideoEngagerAgentError",
      code,
      cause: { code: causeCode, name, description, ...(originalError !== undefined && { originalError }) },
      context: { ...context },
      idempotencyKey: Math.random().toString(36).slice(2),
      version: VERSION,
    });
  }

  /** Everything but the stack and what was thrown below, which may hold what no log should. */
  toJSON(): Record<string, unknown> {
    const { originalError: _hidden, ...cause } = this.cause;
    return { ...(this as object), message: this.message, cause };
  }

  /** Whether this is an error of the SDK, of another copy of it, too. */
  static isVeError(error: unknown): error is VideoEngagerAgentError {
    // By name: an error of another copy, or of another frame, is no instance of this class.
    const { name, cause } = Object(error) as Partial<VideoEngagerAgentError>;
    return name === "VideoEngagerAgentError" && !!cause;
  }

  /** Whether this is an error of the SDK with this code, in either form. */
  static is(error: unknown, code: string): error is VideoEngagerAgentError {
    return VideoEngagerAgentError.isVeError(error) && (error.code === code || error.cause.code === code);
  }
}

/** An error of the SDK as it is, anything else as `VE_UNHANDLED_ERROR` with its cause. */
export function toAgentError(thrown: unknown): VideoEngagerAgentError {
  return VideoEngagerAgentError.isVeError(thrown)
    ? thrown
    : new VideoEngagerAgentError("VE_UNHANDLED_ERROR", { originalError: thrown });
}
