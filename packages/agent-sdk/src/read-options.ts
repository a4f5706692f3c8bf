import type { Fields } from "@videoengager/protocol/is-fields";
import { readAuthentication } from "./auth/read-authentication.ts";
import { ensure, ensureArgument } from "./errors.ts";
import { DEFAULT_TIMEOUT_MS } from "./lib/operation.ts";
import { isText, readFields } from "./lib/read-fields.ts";
import type { AuthMethod, Logger, UiHandlers } from "./options.ts";
import { readDomain } from "./read-domain.ts";
import type { Settings } from "./settings.ts";

/** Milliseconds; `INVALID_ARGUMENT` for anything but a number above 0. */
export function readTimeout(value: unknown = DEFAULT_TIMEOUT_MS): number {
  ensureArgument(typeof value === "number" && value > 0, "timeoutMs must be a number above 0.");
  // A timer of more than 31 bits would fire at once.
  return Math.min(value, 2 ** 31 - 1);
}

/** The three functions, bound to their object, so that what happens to it later has no effect. */
export function readUiHandlers(value: unknown): UiHandlers {
  ensure(typeof value === "object" && value, "UI_HANDLERS_BAD_CONFIG");
  const handlers: Record<string, unknown> = {};
  for (const method of ["openIframe", "closeIframe", "getIframe"]) {
    const handler = (value as Fields)[method];
    ensure(typeof handler === "function", "UI_HANDLERS_METHOD_REQUIRED", { context: { method } });
    handlers[method] = handler.bind(value) as unknown;
  }
  return handlers as unknown as UiHandlers;
}

/** Checks what `init()` was given, and takes a copy of it. */
export function readOptions(fields: Fields, logger: Logger): Settings {
  const { authMethod, options, standaloneMode, resumeQueue, timeoutMs } = fields;
  const { containerId, uiHandlers, keepWidgetOpen = fields.keepWidgetOpen } = readFields(options ?? {});
  const authentication = readAuthentication(fields, logger);
  const domain = readDomain(fields.domain);
  ensure(containerId === undefined || isText(containerId), "CONFIG_CONTAINER_ID_INVALID_TYPE");
  return {
    authMethod: authMethod as AuthMethod,
    domain,
    standaloneMode: !!standaloneMode,
    resumeQueue: !!resumeQueue,
    keepWidgetOpen: !!keepWidgetOpen,
    timeoutMs: readTimeout(timeoutMs),
    containerId,
    uiHandlers: uiHandlers === undefined ? uiHandlers : readUiHandlers(uiHandlers),
    ...authentication,
  };
}
