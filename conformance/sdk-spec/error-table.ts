export interface ErrorRow {
  readonly code: string;
  readonly causeCode: string;
  readonly category: string;
  readonly retryable: boolean;
  readonly recoverable: boolean;
  readonly severity: string;
}

const CAUSE_CODES: Readonly<Record<string, string>> = {
  AGENT_ALREADY_INITIALIZED: "agent|already-initialized",
  AGENT_NOT_INITIALIZED: "agent|not-initialized",
  AGENT_NOT_AUTHENTICATED: "agent|not-authenticated",
  AUTH_METHOD_NOT_SUPPORTED: "auth|method-not-supported",
  AUTH_GENESYS_ENVIRONMENT_REQUIRED: "auth|genesys-environment-required",
  AUTH_GENERIC_API_KEY_REQUIRED: "auth|generic-api-key-required",
  AUTH_GENERIC_EXTERNAL_ID_REQUIRED: "auth|generic-external-id-required",
  AUTH_GENERIC_AGENT_EMAIL_REQUIRED: "auth|generic-agent-email-required",
  AUTH_CUSTOM_FUNCTION_REQUIRED: "auth|custom-function-required",
  AUTH_CUSTOM_PARAMETERS_MISSING: "auth|custom-parameters-missing",
  AUTH_CUSTOM_PARAMETERS_INVALID_TYPE: "auth|custom-parameters-invalid-type",
  AUTH_CUSTOM_PARAMETERS_EMPTY: "auth|custom-parameters-empty",
  AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE: "auth|custom-parameters-invalid-value-type",
  AUTH_TOKEN_REQUIRED: "auth|token-required",
  CONFIG_DOMAIN_REQUIRED: "config|domain-required",
  CONFIG_DOMAIN_INVALID_FORMAT: "config|domain-invalid-format",
  CONFIG_CONTAINER_ID_INVALID_TYPE: "config|container-id-invalid-type",
  UI_HANDLERS_BAD_CONFIG: "ui-handlers|bad-config",
  UI_HANDLERS_METHOD_REQUIRED: "ui-handlers|method-required",
  UI_HANDLERS_NOT_INITIALIZED: "ui-handlers|not-initialized",
  PARAM_CUSTOMER_ID_INVALID_TYPE: "param|customer-id-invalid-type",
  SESSION_ALREADY_ACTIVE: "session|already-active",
  SESSION_NOT_FOUND: "session|not-found",
  SESSION_FAILED_TO_START: "session|failed-to-start",
  CALL_NOT_STARTED: "call|not-started",
  CALL_ALREADY_FINISHED: "call|already-finished",
  WIDGET_IFRAME_LOAD_FAILED: "widget|iframe-load-failed",
  WIDGET_IFRAME_NOT_FOUND: "widget|iframe-not-found",
  WIDGET_CONTAINER_NOT_FOUND: "widget|container-not-found",
  OPERATION_ALREADY_RUNNING: "operation|already-running",
  OPERATION_TIMEOUT: "operation|timeout",
  OPERATION_CONFLICT: "operation|conflict",
  OPERATION_ABORTED: "operation|aborted",
  VE_UNHANDLED_ERROR: "ve|unhandled-error",
  INVALID_ARGUMENT: "validation|invalid-argument",
  REQUIRED_FIELD_MISSING: "validation|required-field-missing",
  AGENT_NOT_IN_STANDALONE_MODE: "standalone|agent-not-in-standalone-mode",
  VISITOR_HAS_LEFT_SESSION: "standalone|visitor-has-left-session",
  SESSION_ACCEPTED_BY_ANOTHER_AGENT: "standalone|session-accepted-by-another-agent",
  SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: "standalone|session-accepted-by-self-on-another-device",
};

/** The reference's table of errors, in its order. */
const TABLE = `
| AGENT_ALREADY_INITIALIZED | Initialization | VideoEngager Agent is already initialized. Cannot initialize again. | ❌ No | ✅ Yes | Warning |
| AGENT_NOT_INITIALIZED | Initialization | VideoEngager Agent is not initialized. Call initialize() first. | ✅ Yes | ✅ Yes | Error |
| AGENT_NOT_AUTHENTICATED | Initialization | VideoEngager Agent is not authenticated. Call initialize() first. | ✅ Yes | ✅ Yes | Error |
| AUTH_METHOD_NOT_SUPPORTED | Authentication | The specified authentication method is not supported. | ❌ No | ✅ Yes | Error |
| AUTH_GENESYS_ENVIRONMENT_REQUIRED | Authentication | Genesys environment is required for Genesys authentication. | ❌ No | ✅ Yes | Error |
| AUTH_GENERIC_API_KEY_REQUIRED | Authentication | API key is required for generic authentication. | ❌ No | ✅ Yes | Error |
| AUTH_GENERIC_AGENT_EMAIL_REQUIRED | Authentication | Agent email is required for generic authentication. | ❌ No | ✅ Yes | Error |
| AUTH_GENERIC_EXTERNAL_ID_REQUIRED | Authentication | External ID is required for generic authentication in standalone mode. | ❌ No | ✅ Yes | Error |
| AUTH_TOKEN_REQUIRED | Authentication | Token is required for token-based authentication. | ❌ No | ✅ Yes | Error |
| AUTH_CUSTOM_FUNCTION_REQUIRED | Authentication | Custom authentication function is required for custom authentication. | ❌ No | ✅ Yes | Error |
| AUTH_CUSTOM_PARAMETERS_MISSING | Authentication | Authentication parameters are missing in the response from custom authentication function. | ✅ Yes | ✅ Yes | Error |
| AUTH_CUSTOM_PARAMETERS_INVALID_TYPE | Authentication | Authentication parameters should be an object. | ❌ No | ✅ Yes | Error |
| AUTH_CUSTOM_PARAMETERS_EMPTY | Authentication | Authentication parameters are empty. | ✅ Yes | ✅ Yes | Error |
| AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE | Authentication | Invalid type for authentication parameter. Only string, number, and boolean are supported. | ❌ No | ✅ Yes | Error |
| CONFIG_DOMAIN_REQUIRED | Configuration | Domain must be a non-empty string. | ❌ No | ✅ Yes | Error |
| CONFIG_DOMAIN_INVALID_FORMAT | Configuration | Invalid domain format. Please provide a valid domain. | ❌ No | ✅ Yes | Error |
| CONFIG_CONTAINER_ID_INVALID_TYPE | Configuration | Container ID must be a string. | ❌ No | ✅ Yes | Error |
| UI_HANDLERS_BAD_CONFIG | UI Handlers | UI handlers are not configured correctly. Please check your UI handlers configuration. | ❌ No | ✅ Yes | Error |
| UI_HANDLERS_METHOD_REQUIRED | UI Handlers | Required UI handler method is missing or not a function. | ❌ No | ✅ Yes | Error |
| UI_HANDLERS_NOT_INITIALIZED | UI Handlers | UI handlers are not initialized. Please ensure that the UI handlers are set up before using them. | ❌ No | ✅ Yes | Error |
| PARAM_CUSTOMER_ID_INVALID_TYPE | Validation | Customer ID must be a string and not empty. | ❌ No | ✅ Yes | Error |
| SESSION_ALREADY_ACTIVE | Session | A session is already active. Cannot start a new session. | ❌ No | ✅ Yes | Warning |
| SESSION_NOT_FOUND | Session | No active session found. | ✅ Yes | ✅ Yes | Error |
| SESSION_FAILED_TO_START | Session | Failed to start the video session. | ✅ Yes | ❌ No | Error |
| CALL_NOT_STARTED | Call | Call has not been started yet. | ✅ Yes | ✅ Yes | Warning |
| CALL_ALREADY_FINISHED | Call | Call has already finished. | ❌ No | ✅ Yes | Warning |
| WIDGET_IFRAME_LOAD_FAILED | Widget | Failed to load the VideoEngager widget iframe. | ✅ Yes | ❌ No | Error |
| WIDGET_IFRAME_NOT_FOUND | Widget | VideoEngager widget iframe not found in the DOM. | ✅ Yes | ✅ Yes | Error |
| WIDGET_CONTAINER_NOT_FOUND | Widget | VideoEngager widget container not found in the DOM. | ✅ Yes | ✅ Yes | Error |
| OPERATION_ALREADY_RUNNING | Operation | Operation already in progress. | ✅ Yes | ✅ Yes | Warning |
| AGENT_NOT_IN_STANDALONE_MODE | Standalone | The requested operation is only available in standalone mode. | ❌ No | ✅ Yes | Error |
| VISITOR_HAS_LEFT_SESSION | Standalone | The visitor has left the session. | ❌ No | ✅ Yes | Warning |
| SESSION_ACCEPTED_BY_ANOTHER_AGENT | Standalone | The session was accepted by another agent. | ❌ No | ✅ Yes | Warning |
| SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE | Standalone | The session was accepted by the same agent on another device or tab. | ❌ No | ✅ Yes | Warning |
| OPERATION_TIMEOUT | Operation | Operation timed out before completion. | ✅ Yes | ❌ No | Error |
| OPERATION_CONFLICT | Operation | Cannot run operation due to conflicting operations already running. | ✅ Yes | ✅ Yes | Warning |
| OPERATION_ABORTED | Operation | Operation was aborted before completion. | ❌ No | ✅ Yes | Warning |
| VE_UNHANDLED_ERROR | Generic | An unhandled error occurred in the VideoEngager system. Please check the logs for more details. | ✅ Yes | ❌ No | Error |
| INVALID_ARGUMENT | Validation | Invalid argument provided to the function. | ❌ No | ✅ Yes | Error |
| REQUIRED_FIELD_MISSING | Validation | Required field is missing or empty. | ❌ No | ✅ Yes | Error |
`;

export const ERROR_TABLE: readonly ErrorRow[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [code = "", category = "", , retryable = "", recoverable = "", severity = ""] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return {
      code,
      causeCode: CAUSE_CODES[code]!,
      category,
      retryable: retryable.includes("Yes"),
      recoverable: recoverable.includes("Yes"),
      severity,
    };
  });
