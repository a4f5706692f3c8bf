import type { Fields } from "@videoengager/protocol/is-fields";
import { DEFAULT_TIMEOUT_MS } from "../lib/operation.ts";
import { isText, readFields } from "../lib/read-fields.ts";
import { readAuthentication } from "../platform/read-authentication.ts";
import { readDomain } from "../platform/read-domain.ts";
import { ensure, ensureArgument } from "./errors.ts";
import type { AuthMethod, CallOptions, Logger, UiHandlers } from "./options.ts";
import type { Settings } from "./settings.ts";

const INIT_OPTIONS =
  "agentEmail apiKey authMethod authenticateFn contactEmail customAuthFunction domain environment externalId firstName keepWidgetOpen language lastName logger options organizationId resumeQueue signal standaloneMode timeoutMs token tokenProvider";
const UI_OPTIONS = "container containerId controls keepWidgetOpen uiHandlers";
const MAX_CUSTOMER_ID_LENGTH = 256;
const MAX_CUSTOM_DATA_BYTES = 16_384;

/** Milliseconds; `INVALID_ARGUMENT` for anything but a number above 0. */
export function readTimeout(value: unknown = DEFAULT_TIMEOUT_MS): number {
  ensureArgument(
    typeof value === "number" && value > 0,
    "`timeoutMs` must be a number of milliseconds above 0.",
  );
  // A timer of more than 31 bits would fire at once.
  return Math.min(value, 2 ** 31 - 1);
}

/** The three functions, bound to their object, so that later changes of it have no effect. */
export function readUiHandlers(value: unknown): UiHandlers {
  ensure(typeof value === "object" && value, "UI_HANDLERS_BAD_CONFIG");
  const handlers: Record<string, unknown> = {};
  for (const method of ["openIframe", "closeIframe", "getIframe"]) {
    const handler = (value as Fields)[method];
    ensure(typeof handler === "function", "UI_HANDLERS_METHOD_REQUIRED", {
      message: `\`uiHandlers.${method}\` must be a function. Add openIframe, closeIframe and getIframe.`,
      context: { method },
    });
    handlers[method] = handler.bind(value) as unknown;
  }
  return handlers as unknown as UiHandlers;
}

/** Checks and copies the options of `init()`. */
export function readOptions(fields: Fields, logger: Logger): Settings {
  const { authMethod, options, standaloneMode, resumeQueue, timeoutMs } = fields;
  const ui = readFields(options ?? {}, "options.options");
  const { containerId, container, controls, uiHandlers, keepWidgetOpen = fields.keepWidgetOpen } = ui;
  warnOfUnknown(fields, ui, logger);
  const authentication = readAuthentication(fields, logger);
  const domain = readDomain(fields.domain);
  const { language } = fields;
  ensureArgument(
    language === undefined || isText(language) || typeof language === "function",
    "`language` must be a language tag, for example 'de', or a function that returns one.",
  );
  ensure(containerId === undefined || isText(containerId), "CONFIG_CONTAINER_ID_INVALID_TYPE");
  ensureArgument(
    container === undefined || isElement(container),
    "`options.container` must be an HTML element. To name one by its id, use `options.containerId`.",
  );
  return {
    authMethod: authMethod as AuthMethod,
    domain,
    standaloneMode: !!standaloneMode,
    resumeQueue: !!resumeQueue,
    keepWidgetOpen: !!keepWidgetOpen,
    hidesControls: controls === false,
    language: language as Settings["language"],
    timeoutMs: readTimeout(timeoutMs),
    containerId,
    // A function, because settings are compared as JSON.
    getContainer: isElement(container) ? () => container : undefined,
    uiHandlers: uiHandlers === undefined ? uiHandlers : readUiHandlers(uiHandlers),
    ...authentication,
  };
}

/** Not by `instanceof`: the element can be of another frame. */
function isElement(value: unknown): value is HTMLElement {
  return (value as Partial<Node> | null | undefined)?.nodeType === 1;
}

/** A misspelt or misplaced option has no effect, and nothing else would say so. */
function warnOfUnknown(fields: Fields, ui: Fields, logger: Logger): void {
  const known = INIT_OPTIONS.split(" ");
  const knownUi = UI_OPTIONS.split(" ");
  for (const name of Object.keys(fields)) {
    if (known.includes(name)) continue;
    const remedy = knownUi.includes(name)
      ? `It belongs in \`options\`: init({ options: { ${name} } }).`
      : "Check its spelling.";
    logger.warn(`init() ignores the option "${name}". ${remedy}`);
  }
  for (const name of Object.keys(ui)) {
    if (knownUi.includes(name)) continue;
    const remedy = known.includes(name) ? `It belongs beside \`options\`.` : "Check its spelling.";
    logger.warn(`init() ignores "options.${name}". ${remedy}`);
  }
}

/** What a new call carries. */
export type CallDetails = Pick<CallOptions, "customerId" | "customData" | "visitor">;

/** Checks and copies the options of `call()`. */
export function readCallDetails({ customerId, customData, visitor }: Fields): CallDetails {
  if (customerId !== undefined) {
    ensure(isText(customerId), "PARAM_CUSTOMER_ID_INVALID_TYPE");
    ensure(customerId.length <= MAX_CUSTOMER_ID_LENGTH, "PARAM_CUSTOMER_ID_INVALID_TYPE", {
      message: `\`customerId\` has ${customerId.length} characters. Use at most ${MAX_CUSTOMER_ID_LENGTH}.`,
      context: { length: customerId.length },
    });
  }
  return {
    customerId,
    ...(customData !== undefined && { customData: readCustomData(customData) }),
    ...(visitor !== undefined && { visitor: readVisitor(visitor) }),
  };
}

function readCustomData(value: unknown): NonNullable<CallOptions["customData"]> {
  const data = readFields(value, "customData");
  for (const [name, item] of Object.entries(data))
    ensureArgument(
      /^(string|number|boolean)$/.test(typeof item),
      `\`customData.${name}\` must be a string, a number or a boolean.`,
    );
  const bytes = new Blob([JSON.stringify(data)]).size;
  ensureArgument(
    bytes <= MAX_CUSTOM_DATA_BYTES,
    `\`customData\` has ${bytes} bytes of JSON. Use at most ${MAX_CUSTOM_DATA_BYTES}.`,
  );
  return { ...data } as NonNullable<CallOptions["customData"]>;
}

function readVisitor(value: unknown): NonNullable<CallOptions["visitor"]> {
  const fields = readFields(value, "visitor");
  const visitor: Record<string, string> = {};
  for (const name of ["name", "email", "phone"]) {
    const text = fields[name];
    if (text === undefined) continue;
    ensureArgument(typeof text === "string", `\`visitor.${name}\` must be a string, or left out.`);
    visitor[name] = text;
  }
  return visitor;
}

/** The features that the SDK cannot do without; a browser below the supported ones gets words instead of a `TypeError`. */
export function checkBrowser(...features: string[]): void {
  const missing = features.filter((name) => !(name in globalThis));
  ensure(!missing.length, "VE_UNHANDLED_ERROR", {
    message: `This environment lacks ${missing.join(", ")}. Use Chrome or Edge 103, Firefox 115, Safari 16.4 or newer.`,
    context: { missing },
  });
}
