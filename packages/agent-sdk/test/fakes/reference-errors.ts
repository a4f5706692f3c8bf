/** The reference's error table and the other form of each code (`/` for `|`): what the SDK's own table is checked against. */
const TABLE = `
AGENT_ALREADY_INITIALIZED | agent/already-initialized | Initialization | final | recoverable | Warning
AGENT_NOT_INITIALIZED | agent/not-initialized | Initialization | retryable | recoverable | Error
AGENT_NOT_AUTHENTICATED | agent/not-authenticated | Initialization | retryable | recoverable | Error
AUTH_METHOD_NOT_SUPPORTED | auth/method-not-supported | Authentication | final | recoverable | Error
AUTH_GENESYS_ENVIRONMENT_REQUIRED | auth/genesys-environment-required | Authentication | final | recoverable | Error
AUTH_GENERIC_API_KEY_REQUIRED | auth/generic-api-key-required | Authentication | final | recoverable | Error
AUTH_GENERIC_AGENT_EMAIL_REQUIRED | auth/generic-agent-email-required | Authentication | final | recoverable | Error
AUTH_GENERIC_EXTERNAL_ID_REQUIRED | auth/generic-external-id-required | Authentication | final | recoverable | Error
AUTH_TOKEN_REQUIRED | auth/token-required | Authentication | final | recoverable | Error
AUTH_CUSTOM_FUNCTION_REQUIRED | auth/custom-function-required | Authentication | final | recoverable | Error
AUTH_CUSTOM_PARAMETERS_MISSING | auth/custom-parameters-missing | Authentication | retryable | recoverable | Error
AUTH_CUSTOM_PARAMETERS_INVALID_TYPE | auth/custom-parameters-invalid-type | Authentication | final | recoverable | Error
AUTH_CUSTOM_PARAMETERS_EMPTY | auth/custom-parameters-empty | Authentication | retryable | recoverable | Error
AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE | auth/custom-parameters-invalid-value-type | Authentication | final | recoverable | Error
CONFIG_DOMAIN_REQUIRED | config/domain-required | Configuration | final | recoverable | Error
CONFIG_DOMAIN_INVALID_FORMAT | config/domain-invalid-format | Configuration | final | recoverable | Error
CONFIG_CONTAINER_ID_INVALID_TYPE | config/container-id-invalid-type | Configuration | final | recoverable | Error
UI_HANDLERS_BAD_CONFIG | ui-handlers/bad-config | UI Handlers | final | recoverable | Error
UI_HANDLERS_METHOD_REQUIRED | ui-handlers/method-required | UI Handlers | final | recoverable | Error
UI_HANDLERS_NOT_INITIALIZED | ui-handlers/not-initialized | UI Handlers | final | recoverable | Error
PARAM_CUSTOMER_ID_INVALID_TYPE | param/customer-id-invalid-type | Validation | final | recoverable | Error
SESSION_ALREADY_ACTIVE | session/already-active | Session | final | recoverable | Warning
SESSION_NOT_FOUND | session/not-found | Session | retryable | recoverable | Error
SESSION_FAILED_TO_START | session/failed-to-start | Session | retryable | fatal | Error
CALL_NOT_STARTED | call/not-started | Call | retryable | recoverable | Warning
CALL_ALREADY_FINISHED | call/already-finished | Call | final | recoverable | Warning
WIDGET_IFRAME_LOAD_FAILED | widget/iframe-load-failed | Widget | retryable | fatal | Error
WIDGET_IFRAME_NOT_FOUND | widget/iframe-not-found | Widget | retryable | recoverable | Error
WIDGET_CONTAINER_NOT_FOUND | widget/container-not-found | Widget | retryable | recoverable | Error
OPERATION_ALREADY_RUNNING | operation/already-running | Operation | retryable | recoverable | Warning
AGENT_NOT_IN_STANDALONE_MODE | standalone/agent-not-in-standalone-mode | Standalone | final | recoverable | Error
VISITOR_HAS_LEFT_SESSION | standalone/visitor-has-left-session | Standalone | final | recoverable | Warning
SESSION_ACCEPTED_BY_ANOTHER_AGENT | standalone/session-accepted-by-another-agent | Standalone | final | recoverable | Warning
SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE | standalone/session-accepted-by-self-on-another-device | Standalone | final | recoverable | Warning
OPERATION_TIMEOUT | operation/timeout | Operation | retryable | fatal | Error
OPERATION_CONFLICT | operation/conflict | Operation | retryable | recoverable | Warning
OPERATION_ABORTED | operation/aborted | Operation | final | recoverable | Warning
VE_UNHANDLED_ERROR | ve/unhandled-error | Generic | retryable | fatal | Error
INVALID_ARGUMENT | validation/invalid-argument | Validation | final | recoverable | Error
REQUIRED_FIELD_MISSING | validation/required-field-missing | Validation | final | recoverable | Error
`;

export interface ReferenceRow {
  readonly code: string;
  readonly causeCode: string;
  readonly category: string;
  readonly retryable: boolean;
  readonly recoverable: boolean;
  readonly severity: string;
}

export const REFERENCE_ERRORS: readonly ReferenceRow[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [code = "", causeCode = "", category = "", retry, recover, severity = ""] = line.split(" | ");
    return {
      code,
      causeCode: causeCode.replace("/", "|"),
      category,
      retryable: retry === "retryable",
      recoverable: recover === "recoverable",
      severity,
    };
  });
