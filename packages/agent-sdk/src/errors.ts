import { version } from "../package.json";

/**
 * The reference's table, row by row: category → code → `flags|what to do`. Flags: `r` retryable, `f` fatal (not
 * recoverable), `w` warning. What happened is what the code's own words say.
 */
const CATALOGUE = {
  Initialization: {
    AGENT_ALREADY_INITIALIZED: "w|Call destroy() first.",
    AGENT_NOT_INITIALIZED: "r|Call init() first.",
    AGENT_NOT_AUTHENTICATED: "r|Check the key or token.",
  },
  Authentication: {
    AUTH_METHOD_NOT_SUPPORTED:
      "|authMethod must be generic or token, or without standaloneMode genesys or custom.",
    AUTH_GENESYS_ENVIRONMENT_REQUIRED: "|environment must be a non-blank string.",
    AUTH_GENERIC_API_KEY_REQUIRED: "|apiKey must be a non-blank string.",
    AUTH_GENERIC_AGENT_EMAIL_REQUIRED: "|agentEmail must be a non-blank string.",
    AUTH_GENERIC_EXTERNAL_ID_REQUIRED: "|With standaloneMode externalId must be a non-blank string.",
    AUTH_TOKEN_REQUIRED: "|token must be a non-blank string.",
    AUTH_CUSTOM_FUNCTION_REQUIRED: "|customAuthFunction must be a function.",
    AUTH_CUSTOM_PARAMETERS_MISSING: "r|customAuthFunction must return an object.",
    AUTH_CUSTOM_PARAMETERS_INVALID_TYPE: "|customAuthFunction must return an object.",
    AUTH_CUSTOM_PARAMETERS_EMPTY: "r|customAuthFunction must return an object that is not empty.",
    AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE:
      "|customAuthFunction must return an object of strings, numbers and booleans.",
  },
  Configuration: {
    CONFIG_DOMAIN_REQUIRED: "|domain must be a host, as in video.example.com.",
    CONFIG_DOMAIN_INVALID_FORMAT: "|domain must be a host, as in video.example.com.",
    CONFIG_CONTAINER_ID_INVALID_TYPE: "|containerId must be a non-blank string.",
  },
  "UI Handlers": {
    UI_HANDLERS_BAD_CONFIG: "|uiHandlers must be an object.",
    UI_HANDLERS_METHOD_REQUIRED: "|openIframe, closeIframe and getIframe must be functions.",
    UI_HANDLERS_NOT_INITIALIZED: "|Call init() first.",
  },
  Validation: {
    PARAM_CUSTOMER_ID_INVALID_TYPE: "|customerId must be a non-blank string.",
    INVALID_ARGUMENT: "|Check its type.",
    REQUIRED_FIELD_MISSING: "|Add visitorId.",
  },
  Session: {
    SESSION_ALREADY_ACTIVE: "w|Call endCall() first.",
    SESSION_NOT_FOUND: "r|No such visitor has called.",
    SESSION_FAILED_TO_START: "rf|Try again.",
  },
  Call: {
    CALL_NOT_STARTED: "rw|There is no call to end.",
    CALL_ALREADY_FINISHED: "w|",
  },
  Widget: {
    WIDGET_IFRAME_LOAD_FAILED: "rf|Check the domain and the network.",
    WIDGET_IFRAME_NOT_FOUND: "r|Return it from openIframe or getIframe.",
    WIDGET_CONTAINER_NOT_FOUND: "r|Add an element with this id.",
  },
  Operation: {
    OPERATION_ALREADY_RUNNING: "rw|Wait for it.",
    OPERATION_TIMEOUT: "rf|Try again.",
    OPERATION_CONFLICT: "rw|Wait for the other operation.",
    OPERATION_ABORTED: "w|A signal, endCall() or destroy() ended it.",
  },
  Standalone: {
    AGENT_NOT_IN_STANDALONE_MODE: "|Call init() with standaloneMode.",
    VISITOR_HAS_LEFT_SESSION: "w|",
    SESSION_ACCEPTED_BY_ANOTHER_AGENT: "w|",
    SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: "w|",
  },
  Generic: {
    VE_UNHANDLED_ERROR: "rf|See cause.originalError.",
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
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  readonly originalError?: unknown;
}

function readCatalogue(): Record<VEErrorCode, VEErrorDetail> {
  const rows: Record<string, VEErrorDetail> = {};
  for (const [category, group] of Object.entries(CATALOGUE) as [VEErrorCategory, Record<string, string>][])
    for (const [name, row] of Object.entries(group)) {
      const [flags = "", whatToDo = ""] = row.split("|");
      const words = name.toLowerCase().replaceAll("_", "-");
      const isWhole = /^(standalone|validation)$/i.test(category) && !name.startsWith("PARAM");
      rows[name] = Object.freeze({
        code: isWhole ? `${category.toLowerCase()}|${words}` : words.replace(/^(ui-handlers|\w+)-/, "$1|"),
        name: name as VEErrorCode,
        description: `${name[0]}${words.slice(1).replaceAll("-", " ")}. ${whatToDo}`.trim(),
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
    const { code: causeCode, name, description, ...row } = VEErrorDetails[code];
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

/** Throws an error with this code, unless the condition holds. */
export function ensure(condition: unknown, code: VEErrorCode, init?: VEErrorInit): asserts condition {
  if (!condition) throw new VideoEngagerAgentError(code, init);
}

/** Throws `INVALID_ARGUMENT` with what the argument must be, unless the condition holds. */
export function ensureArgument(condition: unknown, message: string): asserts condition {
  ensure(condition, "INVALID_ARGUMENT", { message });
}

/** An error of the SDK as it is, anything else as this code with its cause. */
export function toAgentError(thrown: unknown, code: VEErrorCode): VideoEngagerAgentError {
  return VideoEngagerAgentError.isVeError(thrown)
    ? thrown
    : new VideoEngagerAgentError(code, { originalError: thrown });
}
