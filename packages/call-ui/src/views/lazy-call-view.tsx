import type { ComponentChild, ComponentType } from "preact";
import { type LazyModule, loadModule } from "../load-module.ts";
import type { CallViewProps } from "./call-view.tsx";
import { BusyPage } from "./message-page.tsx";
import { useText } from "./text-context.ts";
import { useModule } from "./use-module.ts";

const callView: LazyModule<ComponentType<CallViewProps>> = loadModule(
  async () => (await import("./call-view.tsx")).CallView,
);

/** Loads the view of a call. Pages do so before it is needed, and after what they need first. */
export const loadCallView = (): Promise<unknown> => callView.load();

/** The call, as soon as its code is there. */
export function LazyCallView(props: CallViewProps): ComponentChild {
  const { call } = useText();
  const CallView = useModule(callView, true);
  return CallView === null ? <BusyPage title={call.connecting(props.peerName)} /> : <CallView {...props} />;
}
