/** The reference's error table: every code, and what the application can do about it. */
import { registerErrorTable } from "./error-registry.ts";

/**
 * Category → code → `flags|description`. Flags: `r` retryable, `f` fatal (not recoverable), `w` warning. A description says what
 * happened and what to do.
 */
const TABLE = {
  Initialization: {
    AGENT_ALREADY_INITIALIZED:
      "w|The agent is already initialized. Call destroy() before you call init() again.",
    AGENT_NOT_INITIALIZED: "r|The agent is not initialized. Call init() and wait for its promise first.",
    AGENT_NOT_AUTHENTICATED:
      "r|The platform refused the agent's key or token. Check it, or get a new one and try again.",
  },
  Authentication: {
    AUTH_METHOD_NOT_SUPPORTED:
      "|`authMethod` must be 'generic', 'token', 'genesys' or 'custom'. Standalone mode supports only 'generic' and 'token'.",
    AUTH_GENESYS_ENVIRONMENT_REQUIRED:
      "|`environment` must be a Genesys Cloud domain, for example 'mypurecloud.de'.",
    AUTH_GENERIC_API_KEY_REQUIRED: "|`apiKey` must be a non-empty string: pass the platform's API key.",
    AUTH_GENERIC_AGENT_EMAIL_REQUIRED:
      "|`agentEmail` must be a non-empty string: pass the agent's e-mail address.",
    AUTH_GENERIC_EXTERNAL_ID_REQUIRED:
      "|`externalId` must be a non-empty string in standalone mode: pass the organization's id.",
    AUTH_TOKEN_REQUIRED: "|`token` must be a non-empty string: pass a token from the platform.",
    AUTH_CUSTOM_FUNCTION_REQUIRED:
      "|`customAuthFunction` must be a function that returns the agent's parameters.",
    AUTH_CUSTOM_PARAMETERS_MISSING:
      "r|`customAuthFunction` returned nothing. It must return an object with the agent's parameters.",
    AUTH_CUSTOM_PARAMETERS_INVALID_TYPE:
      "|`customAuthFunction` did not return an object. It must return the agent's parameters as { name: value }.",
    AUTH_CUSTOM_PARAMETERS_EMPTY:
      "r|`customAuthFunction` returned an empty object. It must return at least one parameter.",
    AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE:
      "|`customAuthFunction` returned a value of the wrong type. Values must be strings, numbers or booleans.",
  },
  Configuration: {
    CONFIG_DOMAIN_REQUIRED: "|`domain` must name the platform's host, for example 'video.example.com'.",
    CONFIG_DOMAIN_INVALID_FORMAT:
      "|`domain` is not a valid host. Use the form 'video.example.com'; http:// works only for localhost.",
    CONFIG_CONTAINER_ID_INVALID_TYPE:
      "|`options.containerId` must be a non-empty string: pass the id of an element.",
  },
  "UI Handlers": {
    UI_HANDLERS_BAD_CONFIG:
      "|`uiHandlers` must be an object with the functions openIframe, closeIframe and getIframe.",
    UI_HANDLERS_METHOD_REQUIRED:
      "|A UI handler is missing. `uiHandlers` must have the functions openIframe, closeIframe and getIframe.",
    UI_HANDLERS_NOT_INITIALIZED:
      "|UI handlers can only be set on an initialized agent. Call init() before setUiHandler().",
  },
  Validation: {
    PARAM_CUSTOMER_ID_INVALID_TYPE:
      "|`customerId` must be a non-empty string of at most 256 characters, or left out.",
    INVALID_ARGUMENT: "|An argument has the wrong type. Check the arguments of the call.",
    REQUIRED_FIELD_MISSING: "|`visitorId` is missing. Pass the `visitorId` of an incoming call.",
  },
  Session: {
    SESSION_ALREADY_ACTIVE: "w|A call is already active or the widget is open. Call endCall() first.",
    SESSION_NOT_FOUND:
      "r|No incoming call has this `visitorId`. Use the `visitorId` of a call in getReceivedCalls().",
    SESSION_FAILED_TO_START: "rf|The widget opened but the call did not start in time. Try again.",
  },
  Call: {
    CALL_NOT_STARTED: "rw|There is no call to end. Call endCall() only while a call is active.",
    CALL_ALREADY_FINISHED: "w|The call is already over. Start a new call instead.",
  },
  Widget: {
    WIDGET_IFRAME_LOAD_FAILED:
      "rf|The widget could not be loaded. Check `domain`, the network and the page's content security policy.",
    WIDGET_IFRAME_NOT_FOUND:
      "r|The UI handlers gave no iframe. Return the iframe from openIframe() or getIframe().",
    WIDGET_CONTAINER_NOT_FOUND:
      "r|No element has the id in `options.containerId`. Add the element to the page before the call.",
  },
  Operation: {
    OPERATION_ALREADY_RUNNING:
      "rw|init() is already running with other options. Wait for it, or call destroy() first.",
    OPERATION_TIMEOUT: "rf|The operation did not finish in time. Check the network and try again.",
    OPERATION_CONFLICT: "rw|Another operation on this call is still running. Wait for it to finish.",
    OPERATION_ABORTED:
      "w|The operation was aborted by its signal, by endCall(), by destroy() or because the widget was removed. Start it again if needed.",
  },
  Standalone: {
    AGENT_NOT_IN_STANDALONE_MODE:
      "|This function needs standalone mode. Call init() with `standaloneMode: true`.",
    VISITOR_HAS_LEFT_SESSION: "w|The visitor has left. Remove the call from your list.",
    SESSION_ACCEPTED_BY_ANOTHER_AGENT:
      "w|Another agent has accepted this call. Remove the call from your list.",
    SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE:
      "w|This agent has accepted this call in another window or on another device. Continue there.",
  },
  Generic: {
    VE_UNHANDLED_ERROR: "rf|Something unexpected went wrong. See `error.cause.originalError`.",
  },
} as const;

/** The kinds of error, as the reference's table groups them. */
export type VEErrorCategory = keyof typeof TABLE;

/** Every value that `error.code` can have. */
export type VEErrorCode = {
  [Category in VEErrorCategory]: keyof (typeof TABLE)[Category];
}[VEErrorCategory];

/** `Error`: the operation failed. `Warning`: it was not needed, or not possible now. */
export type VEErrorSeverity = "Error" | "Warning";

/** One row of the reference's error table. */
export interface VEErrorDetail {
  /** The other form of the code, for example `session|already-active`. */
  readonly code: string;
  /** The code, for example `SESSION_ALREADY_ACTIVE`. */
  readonly name: VEErrorCode;
  /** What happened and what to do. */
  readonly description: string;
  /** The group in the table. */
  readonly category: VEErrorCategory;
  /** Whether the same operation can succeed if it is repeated. */
  readonly retryable: boolean;
  /** Whether the application can go on. */
  readonly recoverable: boolean;
  /** How bad it is. */
  readonly severity: VEErrorSeverity;
}

function readTable(): Record<VEErrorCode, VEErrorDetail> {
  const rows: Record<string, VEErrorDetail> = {};
  for (const [category, group] of Object.entries(TABLE) as [VEErrorCategory, Record<string, string>][])
    for (const [name, row] of Object.entries(group)) {
      const [flags = "", description = ""] = row.split(/\|(.*)/);
      const words = name.toLowerCase().replaceAll("_", "-");
      const hasPrefix = /^(standalone|validation)$/i.test(category) && !name.startsWith("PARAM");
      rows[name] = Object.freeze({
        code: hasPrefix ? `${category.toLowerCase()}|${words}` : words.replace(/^(ui-handlers|\w+)-/, "$1|"),
        name: name as VEErrorCode,
        description,
        category,
        retryable: flags.includes("r"),
        recoverable: !flags.includes("f"),
        severity: flags.includes("w") ? "Warning" : "Error",
      });
    }
  const details = Object.freeze(rows) as Record<VEErrorCode, VEErrorDetail>;
  registerErrorTable(details);
  return details;
}

/** The reference's error table: what each code means, and what can be done about it. */
export const VEErrorDetails: Readonly<Record<VEErrorCode, VEErrorDetail>> = /* @__PURE__ */ readTable();

function nameCodes(): { [Code in VEErrorCode]: Code } {
  const codes = Object.keys(VEErrorDetails).map((code) => [code, code]);
  return Object.freeze(Object.fromEntries(codes)) as { [Code in VEErrorCode]: Code };
}

/** Every code under its own name: `VEErrorCodes.CALL_NOT_STARTED === "CALL_NOT_STARTED"`. */
export const VEErrorCodes: { readonly [Code in VEErrorCode]: Code } = /* @__PURE__ */ nameCodes();
