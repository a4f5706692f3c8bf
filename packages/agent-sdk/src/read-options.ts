import { readAuthentication } from "./auth/authenticate.ts";
import { VideoEngagerAgentError } from "./errors.ts";
import { DEFAULT_TIMEOUT_MS } from "./lib/operation.ts";
import { type Fields, isText } from "./lib/read-text.ts";
import type { AuthMethod, Logger, UiHandlers } from "./options.ts";
import { readDomain } from "./read-domain.ts";
import type { Settings } from "./settings.ts";

/** An object's fields; nothing at all counts as an empty one. */
export function readFields(value: unknown, isOptional: boolean): Fields {
  if (isOptional && (value === undefined || value === null)) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new VideoEngagerAgentError("INVALID_ARGUMENT", { message: "The options must be an object." });
  return value as Fields;
}

/** Milliseconds; `INVALID_ARGUMENT` for anything but a number above 0. */
export function readTimeout(value: unknown): number {
  if (value === undefined) return DEFAULT_TIMEOUT_MS;
  if (typeof value !== "number" || !(value > 0))
    throw new VideoEngagerAgentError("INVALID_ARGUMENT", { message: "timeoutMs must be a number above 0." });
  // A timer of more than 31 bits would fire at once.
  return Math.min(value, 2 ** 31 - 1);
}

/** The three functions, bound to their object, so that what happens to it later has no effect. */
export function readUiHandlers(value: unknown): UiHandlers {
  if (typeof value !== "object" || value === null) throw new VideoEngagerAgentError("UI_HANDLERS_BAD_CONFIG");
  const handlers: Record<string, unknown> = {};
  for (const method of ["openIframe", "closeIframe", "getIframe"]) {
    const handler = (value as Fields)[method];
    if (typeof handler !== "function")
      throw new VideoEngagerAgentError("UI_HANDLERS_METHOD_REQUIRED", {
        context: { method },
      });
    handlers[method] = handler.bind(value) as unknown;
  }
  return handlers as unknown as UiHandlers;
}

/** Checks what `init()` was given, and takes a copy of it. */
export function readOptions(fields: Fields, logger: Logger): Settings {
  const ui = readFields(fields.options, true);
  const authentication = readAuthentication(fields, logger);
  const domain = readDomain(fields.domain);
  const { containerId, uiHandlers } = ui;
  if (containerId !== undefined && !isText(containerId))
    throw new VideoEngagerAgentError("CONFIG_CONTAINER_ID_INVALID_TYPE");
  return {
    authMethod: fields.authMethod as AuthMethod,
    domain,
    standaloneMode: !!fields.standaloneMode,
    resumeQueue: !!fields.resumeQueue,
    keepWidgetOpen: !!(ui.keepWidgetOpen ?? fields.keepWidgetOpen),
    timeoutMs: readTimeout(fields.timeoutMs),
    ...(containerId !== undefined && { containerId }),
    ...(uiHandlers !== undefined && { uiHandlers: readUiHandlers(uiHandlers) }),
    ...authentication,
  };
}
