import type { ComponentChild, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { loadModule } from "../load-module.ts";
import type { CallViewProps } from "./call-view.tsx";
import { BusyPage } from "./message-page.tsx";
import { useText } from "./text-context.ts";

let loaded: ComponentType<CallViewProps> | null = null;

/** Loads the view of a call. Pages do so before it is needed, and after what they need first. */
export const loadCallView: () => Promise<ComponentType<CallViewProps>> = loadModule(async () => {
  ({ CallView: loaded } = await import("./call-view.tsx"));
  return loaded;
});

/** The call, as soon as its code is there. */
export function LazyCallView(props: CallViewProps): ComponentChild {
  const { call } = useText();
  const [View, setView] = useState(() => loaded);
  useEffect(() => {
    if (View === null) void loadCallView().then((view) => setView(() => view));
  }, []);
  return View === null ? <BusyPage title={call.connecting(props.peerName)} /> : <View {...props} />;
}
