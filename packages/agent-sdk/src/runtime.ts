/** Everything that lives from `init()` to `destroy()`: wires the parts, holds no rule of its own. */
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { getCredentials } from "./auth/authenticate.ts";
import { awaitCallStart } from "./calls/await-call-start.ts";
import { type Calls, createCalls } from "./calls/calls.ts";
import type { Watch } from "./calls/widget-port.ts";
import { VideoEngagerAgentError } from "./errors.ts";
import type { Emit } from "./events.ts";
import { handled, runOperation, until } from "./lib/operation.ts";
import { isText } from "./lib/read-text.ts";
import type { CallOptions, Logger, UiHandlers } from "./options.ts";
import { readFields, readTimeout, readUiHandlers } from "./read-options.ts";
import type { Settings, WidgetCredentials } from "./settings.ts";
import { createDomUiHandlers, DEFAULT_CONTAINER_ID } from "./widget/dom-ui-handlers.ts";
import { createWidgetFrame } from "./widget/widget-frame.ts";

const WIDGET_PATH: (typeof PATHS)["widget"] = "/nextjs/single/smartvideo/";

export interface Runtime {
  readonly calls: Calls;
  call(options: CallOptions | undefined): Promise<void>;
  setUiHandlers(handlers: unknown): void;
  /** Ends the call and everything that waits. */
  stop(): Promise<void>;
}

export interface RuntimeParts {
  /** Its functions may be replaced by those of a later `init()`. */
  readonly settings: Settings;
  readonly logger: Logger;
  readonly emit: Emit;
  /** Aborted by `destroy()`. */
  readonly life: AbortSignal;
}

export async function startRuntime(parts: RuntimeParts, starting: AbortSignal): Promise<Runtime> {
  const { settings, logger, emit, life } = parts;
  const { domain, containerId } = settings;
  const domHandlers = createDomUiHandlers(containerId !== undefined);
  let ownHandlers: UiHandlers | undefined;
  let credentials: WidgetCredentials | undefined = await until(getCredentials(settings, false), starting);

  const calls = createCalls({
    widget: createWidgetFrame({
      origin: domain,
      containerId: containerId ?? DEFAULT_CONTAINER_ID,
      getHandlers: () => ownHandlers ?? settings.uiHandlers ?? domHandlers,
      logger,
    }),
    emit,
    keepWidgetOpen: settings.keepWidgetOpen,
    onError: (error) => logger.error("The widget:", error),
  });

  const getUrl = async (interaction: string | undefined): Promise<string> => {
    credentials ??= await getCredentials(settings, true);
    const query = new URLSearchParams({
      ...credentials,
      enablePostMessage: "true",
      authPopup: "true",
      ...(interaction !== undefined && { veinteraction: interaction }),
    });
    return `${domain}${WIDGET_PATH}?${query}`;
  };

  const startCall = async (
    interaction: string | undefined,
    outer: AbortSignal | undefined,
    awaitStart: (watch: Watch, signal: AbortSignal) => Promise<void>,
  ): Promise<void> => {
    try {
      await runOperation(undefined, [life, outer], (signal) =>
        calls.start(() => getUrl(interaction), awaitStart, signal),
      );
    } catch (error) {
      if (VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED")) credentials = undefined;
      throw error;
    }
  };

  return {
    calls,
    async call(options) {
      const { customerId, signal, timeoutMs } = readFields(options, true);
      if (customerId !== undefined && !isText(customerId))
        throw new VideoEngagerAgentError("PARAM_CUSTOMER_ID_INVALID_TYPE");
      const limitMs = readTimeout(timeoutMs);
      await startCall(customerId, signal as AbortSignal | undefined, (watch, inner) =>
        awaitCallStart(watch, limitMs, inner),
      );
    },
    setUiHandlers(handlers) {
      ownHandlers = readUiHandlers(handlers);
    },
    async stop() {
      if (calls.isBusy()) await handled(calls.end()).catch(() => {});
    },
  };
}
