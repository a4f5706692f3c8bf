/** Everything that lives from `init()` to `destroy()`. Wires the parts together. */
import { WIDGET_ALLOW } from "@videoengager/protocol/widget/widget-url";
import { Calls } from "../call/calls.ts";
import { type Running, withSignal } from "../lib/operation.ts";
import type { Standalone } from "../queue/standalone.ts";
import { createDomUiHandlers, DEFAULT_CONTAINER_ID } from "../widget/dom-ui-handlers.ts";
import { WidgetFrame } from "../widget/widget-frame.ts";
import { loadStandalone } from "./load-standalone.ts";
import type { UiHandlers } from "./options.ts";
import { readUiHandlers } from "./read-options.ts";
import type { RuntimeDeps } from "./runtime-deps.ts";
import { createWidgetAddress } from "./widget-address.ts";

export interface Runtime {
  readonly calls: Calls;
  /** Absent outside standalone mode. */
  readonly standalone: Standalone | undefined;
  setUiHandlers(handlers: unknown): void;
  /** Ends the call and everything that waits. */
  stop(): Promise<void>;
}

export async function startRuntime(deps: RuntimeDeps, starting: Running): Promise<Runtime> {
  const { settings, logger } = deps;
  const { domain: origin, containerId, getContainer } = settings;
  const config = Object.freeze({ containerId: containerId ?? DEFAULT_CONTAINER_ID, allow: WIDGET_ALLOW });
  const domHandlers = createDomUiHandlers({
    hasContainerId: containerId !== undefined,
    getContainer,
    takeParked: (container) => standalone?.parked.take(container),
    onClosed: () => standalone?.parked.load(),
  });
  const address = createWidgetAddress(settings, () => standalone?.connection, logger);
  let ownHandlers: UiHandlers | undefined;
  let standalone: Standalone | undefined;

  const getHandlers = (): UiHandlers => ownHandlers ?? settings.uiHandlers ?? domHandlers;
  const calls = new Calls(
    deps,
    address,
    (url, listener) => new WidgetFrame({ url, origin, handlers: getHandlers(), config, logger, listener }),
  );

  if (settings.standaloneMode) {
    const { createStandalone } = await withSignal(loadStandalone(), starting.signal);
    standalone = createStandalone(deps, calls, () => getHandlers() === domHandlers);
    await standalone.start(starting);
  } else {
    starting.waitFor("the agent's credentials");
    await address.loadCredentials(starting);
  }

  return {
    calls,
    standalone,
    setUiHandlers(handlers) {
      ownHandlers = readUiHandlers(handlers);
    },
    async stop() {
      await Promise.all([calls.stop(), standalone?.stop()]);
    },
  };
}
