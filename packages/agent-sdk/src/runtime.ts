/** Everything that lives from `init()` to `destroy()`: wires the parts, holds no rule of its own. */
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { WIDGET_ALLOW } from "@videoengager/protocol/widget/widget-url";
import { awaitCallStart } from "./calls/await-call-start.ts";
import { Calls } from "./calls/calls.ts";
import type { Watch } from "./calls/widget-port.ts";
import { ensure, VideoEngagerAgentError } from "./errors.ts";
import { until } from "./lib/operation.ts";
import { isText } from "./lib/read-fields.ts";
import { loadStandalone } from "./load-standalone.ts";
import type { UiHandlers } from "./options.ts";
import { readUiHandlers } from "./read-options.ts";
import type { RuntimeParts } from "./runtime-parts.ts";
import type { WidgetCredentials } from "./settings.ts";
import type { Standalone } from "./standalone.ts";
import { createDomUiHandlers, DEFAULT_CONTAINER_ID } from "./widget/dom-ui-handlers.ts";
import { OpenWidget } from "./widget/open-widget.ts";

const WIDGET_PATH: (typeof PATHS)["widget"] = "/nextjs/single/smartvideo/";

export interface Runtime {
  readonly calls: Calls;
  /** Absent outside standalone mode. */
  readonly standalone: Standalone | undefined;
  call(customerId: unknown, timeoutMs: number, signal: AbortSignal): Promise<void>;
  setUiHandlers(handlers: unknown): void;
  /** Ends the call and everything that waits. */
  stop(): Promise<void>;
}

export async function startRuntime(parts: RuntimeParts, starting: AbortSignal): Promise<Runtime> {
  const { settings, logger, emit } = parts;
  const { domain, containerId, keepWidgetOpen } = settings;
  const config = Object.freeze({ containerId: containerId ?? DEFAULT_CONTAINER_ID, allow: WIDGET_ALLOW });
  const domHandlers = createDomUiHandlers(containerId !== undefined);
  const onError = (error: unknown): void => logger.error("The widget:", error);
  let ownHandlers: UiHandlers | undefined;
  let credentials: WidgetCredentials | undefined;
  let standalone: Standalone | undefined;

  const calls = new Calls({
    openWidget: (url, listener) =>
      new OpenWidget({
        url,
        origin: domain,
        handlers: ownHandlers ?? settings.uiHandlers ?? domHandlers,
        config,
        logger,
        listener,
      }),
    emit,
    keepWidgetOpen,
    onError,
  });

  const getUrl = async (interaction: string | undefined): Promise<string> => {
    const query = new URLSearchParams({
      ...(standalone
        ? await standalone.getCredentials()
        : (credentials ??= await settings.getCredentials(true))),
      enablePostMessage: "true",
      authPopup: "true",
      ...(interaction && { veinteraction: interaction }),
    });
    return `${domain}${WIDGET_PATH}?${query}`;
  };

  const openWidget = async (
    interaction: string | undefined,
    awaitStart: (watch: Watch, signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> => {
    try {
      await calls.start(() => getUrl(interaction), awaitStart, signal);
    } catch (error) {
      if (VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED")) {
        credentials = undefined;
        standalone?.refuseCredentials();
      }
      throw error;
    }
  };

  if (settings.standaloneMode) {
    const { createStandalone } = await until(loadStandalone(), starting);
    standalone = createStandalone(parts, { assertFree: () => calls.assertFree(), openWidget });
    await standalone.start(starting);
  } else credentials = await until(settings.getCredentials(false), starting);

  return {
    calls,
    standalone,
    async call(customerId, timeoutMs, signal) {
      ensure(customerId === undefined || isText(customerId), "PARAM_CUSTOMER_ID_INVALID_TYPE");
      await openWidget(customerId, (watch, inner) => awaitCallStart(watch, timeoutMs, inner), signal);
    },
    setUiHandlers(handlers) {
      ownHandlers = readUiHandlers(handlers);
    },
    async stop() {
      await Promise.all([calls.stop().catch(onError), standalone?.stop()]);
    },
  };
}
