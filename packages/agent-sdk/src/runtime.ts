/** Everything that lives from `init()` to `destroy()`: wires the parts, holds no rule of its own. */
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { getCredentials } from "./auth/authenticate.ts";
import { awaitCallStart } from "./calls/await-call-start.ts";
import { Calls } from "./calls/calls.ts";
import type { Watch } from "./calls/widget-port.ts";
import { VideoEngagerAgentError } from "./errors.ts";
import { runOperation, until } from "./lib/operation.ts";
import { isText } from "./lib/read-text.ts";
import type { CallOptions, UiHandlers } from "./options.ts";
import { readFields, readTimeout, readUiHandlers } from "./read-options.ts";
import type { RuntimeParts } from "./runtime-parts.ts";
import type { WidgetCredentials } from "./settings.ts";
import type { Standalone } from "./standalone.ts";
import { createDomUiHandlers, DEFAULT_CONTAINER_ID } from "./widget/dom-ui-handlers.ts";
import { createWidgetFrame } from "./widget/widget-frame.ts";

const WIDGET_PATH: (typeof PATHS)["widget"] = "/nextjs/single/smartvideo/";

export interface Runtime {
  readonly calls: Calls;
  /** Absent outside standalone mode. */
  readonly standalone: Standalone | undefined;
  call(options: CallOptions | undefined): Promise<void>;
  setUiHandlers(handlers: unknown): void;
  /** Ends the call and everything that waits. */
  stop(): Promise<void>;
}

export async function startRuntime(parts: RuntimeParts, starting: AbortSignal): Promise<Runtime> {
  const { settings, logger, emit, life } = parts;
  const { domain, containerId, standaloneMode } = settings;
  const domHandlers = createDomUiHandlers(containerId !== undefined);
  const onError = (error: unknown): void => logger.error("The widget:", error);
  let ownHandlers: UiHandlers | undefined;
  let credentials: WidgetCredentials | undefined;
  let standalone: Standalone | undefined;

  const calls = new Calls({
    widget: createWidgetFrame({
      origin: domain,
      containerId: containerId ?? DEFAULT_CONTAINER_ID,
      getHandlers: () => ownHandlers ?? settings.uiHandlers ?? domHandlers,
      logger,
    }),
    emit,
    keepWidgetOpen: settings.keepWidgetOpen,
    onError,
  });

  const getUrl = async (interaction: string | undefined): Promise<string> => {
    const query = new URLSearchParams({
      ...(standalone
        ? await standalone.getCredentials()
        : (credentials ??= await getCredentials(settings, true))),
      enablePostMessage: "true",
      authPopup: "true",
      ...(interaction !== undefined && { veinteraction: interaction }),
    });
    return `${domain}${WIDGET_PATH}?${query}`;
  };

  const openWidget = async (
    interaction: string | undefined,
    awaitStart: (watch: Watch, signal: AbortSignal) => Promise<void>,
    outer: AbortSignal | undefined,
  ): Promise<void> => {
    try {
      await runOperation(undefined, [life, outer], (signal) =>
        calls.start(() => getUrl(interaction), awaitStart, signal),
      );
    } catch (error) {
      if (VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED")) {
        credentials = undefined;
        standalone?.refuseCredentials();
      }
      throw error;
    }
  };

  if (standaloneMode) {
    const module = await until(import("./standalone.ts"), starting);
    standalone = new module.Standalone(parts, { assertFree: () => calls.assertFree(), openWidget });
    await standalone.start(starting);
  } else credentials = await until(getCredentials(settings, false), starting);

  return {
    calls,
    standalone,
    async call(options) {
      const { customerId, signal, timeoutMs } = readFields(options, true);
      if (customerId !== undefined && !isText(customerId))
        throw new VideoEngagerAgentError("PARAM_CUSTOMER_ID_INVALID_TYPE");
      const limitMs = readTimeout(timeoutMs);
      await openWidget(
        customerId,
        (watch, inner) => awaitCallStart(watch, limitMs, inner),
        signal as AbortSignal | undefined,
      );
    },
    setUiHandlers(handlers) {
      ownHandlers = readUiHandlers(handlers);
    },
    async stop() {
      await Promise.all([calls.isBusy && calls.end().catch(onError), standalone?.stop()]);
    },
  };
}
