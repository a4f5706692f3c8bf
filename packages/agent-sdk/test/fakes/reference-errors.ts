/** The reference's error table and the other form of each code (`/` for `|`): what the SDK's own table is checked against. */
const TABLE = `
AGENT_ALREADY_INITIALIZED | agent/already-initialized | Initialization | final | recoverable | Warning | VideoEngager Agent is already initialized. Cannot initialize again.
AGENT_NOT_INITIALIZED | agent/not-initialized | Initialization | retryable | recoverable | Error | VideoEngager Agent is not initialized. Call initialize() first.
AGENT_NOT_AUTHENTICATED | agent/not-authenticated | Initialization | retryable | recoverable | Error | VideoEngager Agent is not authenticated. Call initialize() first.
AUTH_METHOD_NOT_SUPPORTED | auth/method-not-supported | Authentication | final | recoverable | Error | The specified authentication method is not supported.
AUTH_GENESYS_ENVIRONMENT_REQUIRED | auth/genesys-environment-required | Authentication | final | recoverable | Error | Genesys environment is required for Genesys authentication.
AUTH_GENERIC_API_KEY_REQUIRED | auth/generic-api-key-required | Authentication | final | recoverable | Error | API key is required for generic authentication.
AUTH_GENERIC_AGENT_EMAIL_REQUIRED | auth/generic-agent-email-required | Authentication | final | recoverable | Error | Agent email is required for generic authentication.
AUTH_GENERIC_EXTERNAL_ID_REQUIRED | auth/generic-external-id-required | Authentication | final | recoverable | Error | External ID is required for generic authentication in standalone mode.
AUTH_TOKEN_REQUIRED | auth/token-required | Authentication | final | recoverable | Error | Token is required for token-based authentication.
AUTH_CUSTOM_FUNCTION_REQUIRED | auth/custom-function-required | Authentication | final | recoverable | Error | Custom authentication function is required for custom authentication.
AUTH_CUSTOM_PARAMETERS_MISSING | auth/custom-parameters-missing | Authentication | retryable | recoverable | Error | Authentication parameters are missing in the response from custom authentication function.
AUTH_CUSTOM_PARAMETERS_INVALID_TYPE | auth/custom-parameters-invalid-type | Authentication | final | recoverable | Error | Authentication parameters should be an object.
AUTH_CUSTOM_PARAMETERS_EMPTY | auth/custom-parameters-empty | Authentication | retryable | recoverable | Error | Authentication parameters are empty.
AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE | auth/custom-parameters-invalid-value-type | Authentication | final | recoverable | Error | Invalid type for authentication parameter. Only string, number, and boolean are supported.
CONFIG_DOMAIN_REQUIRED | config/domain-required | Configuration | final | recoverable | Error | Domain must be a non-empty string.
CONFIG_DOMAIN_INVALID_FORMAT | config/domain-invalid-format | Configuration | final | recoverable | Error | Invalid domain format. Please provide a valid domain.
CONFIG_CONTAINER_ID_INVALID_TYPE | config/container-id-invalid-type | Configuration | final | recoverable | Error | Container ID must be a string.
UI_HANDLERS_BAD_CONFIG | ui-handlers/bad-config | UI Handlers | final | recoverable | Error | UI handlers are not configured correctly. Please check your UI handlers configuration.
UI_HANDLERS_METHOD_REQUIRED | ui-handlers/method-required | UI Handlers | final | recoverable | Error | Required UI handler method is missing or not a function.
UI_HANDLERS_NOT_INITIALIZED | ui-handlers/not-initialized | UI Handlers | final | recoverable | Error | UI handlers are not initialized. Please ensure that the UI handlers are set up before using them.
PARAM_CUSTOMER_ID_INVALID_TYPE | param/customer-id-invalid-type | Validation | final | recoverable | Error | Customer ID must be a string and not empty.
SESSION_ALREADY_ACTIVE | session/already-active | Session | final | recoverable | Warning | A session is already active. Cannot start a new session.
SESSION_NOT_FOUND | session/not-found | Session | retryable | recoverable | Error | No active session found.
SESSION_FAILED_TO_START | session/failed-to-start | Session | retryable | fatal | Error | Failed to start the video session.
CALL_NOT_STARTED | call/not-started | Call | retryable | recoverable | Warning | Call has not been started yet.
CALL_ALREADY_FINISHED | call/already-finished | Call | final | recoverable | Warning | Call has already finished.
WIDGET_IFRAME_LOAD_FAILED | widget/iframe-load-failed | Widget | retryable | fatal | Error | Failed to load the VideoEngager widget iframe.
WIDGET_IFRAME_NOT_FOUND | widget/iframe-not-found | Widget | retryable | recoverable | Error | VideoEngager widget iframe not found in the DOM.
WIDGET_CONTAINER_NOT_FOUND | widget/container-not-found | Widget | retryable | recoverable | Error | VideoEngager widget container not found in the DOM.
OPERATION_ALREADY_RUNNING | operation/already-running | Operation | retryable | recoverable | Warning | Operation already in progress.
AGENT_NOT_IN_STANDALONE_MODE | standalone/agent-not-in-standalone-mode | Standalone | final | recoverable | Error | The requested operation is only available in standalone mode.
VISITOR_HAS_LEFT_SESSION | standalone/visitor-has-left-session | Standalone | final | recoverable | Warning | The visitor has left the session.
SESSION_ACCEPTED_BY_ANOTHER_AGENT | standalone/session-accepted-by-another-agent | Standalone | final | recoverable | Warning | The session was accepted by another agent.
SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE | standalone/session-accepted-by-self-on-another-device | Standalone | final | recoverable | Warning | The session was accepted by the same agent on another device or tab.
OPERATION_TIMEOUT | operation/timeout | Operation | retryable | fatal | Error | Operation timed out before completion.
OPERATION_CONFLICT | operation/conflict | Operation | retryable | recoverable | Warning | Cannot run operation due to conflicting operations already running.
OPERATION_ABORTED | operation/aborted | Operation | final | recoverable | Warning | Operation was aborted before completion.
VE_UNHANDLED_ERROR | ve/unhandled-error | Generic | retryable | fatal | Error | An unhandled error occurred in the VideoEngager system. Please check the logs for more details.
INVALID_ARGUMENT | validation/invalid-argument | Validation | final | recoverable | Error | Invalid argument provided to the function.
REQUIRED_FIELD_MISSING | validation/required-field-missing | Validation | final | recoverable | Error | Required field is missing or empty.
`;

export interface ReferenceRow {
  readonly code: string;
  readonly causeCode: string;
  readonly category: string;
  readonly description: string;
  readonly retryable: boolean;
  readonly recoverable: boolean;
  readonly severity: string;
}

export const REFERENCE_ERRORS: readonly ReferenceRow[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [code = "", causeCode = "", category = "", retry, recover, severity = "", description = ""] =
      line.split(" | ");
    return {
      code,
      causeCode: causeCode.replace("/", "|"),
      category,
      description,
      retryable: retry === "retryable",
      recoverable: recover === "recoverable",
      severity,
    };
  });
