/** The agent's widget: the composition root. */

import type { ControlCommand } from "@videoengager/protocol/widget/call-control";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Store } from "@videoengager/ui-kit/store";
import type { ComponentChild } from "preact";
import { render } from "preact";
import { AgentEntry } from "./call/agent-entry.ts";
import { DEFAULT_APPEARANCE } from "./host/appearance.ts";
import { controlCall } from "./host/control-call.ts";
import { findHost, readSurroundings } from "./host/find-host.ts";
import { WidgetHost } from "./host/widget-host.ts";
import { logProblem } from "./log-problem.ts";
import { clearAddress, readWidgetParams, type WidgetParams } from "./page-params.ts";
import { reloadWhenRestored } from "./reload-when-restored.ts";
import { pickLanguage } from "./text/load-messages.ts";
import { AgentView } from "./views/agent-view.tsx";
import { AppearanceContext } from "./views/appearance-context.ts";
import { applyBranding } from "./views/apply-branding.ts";
import { loadCallView } from "./views/lazy-call-view.tsx";
import { TextContext } from "./views/text-context.ts";
import { useMessages } from "./views/use-messages.ts";
import "./views/styles/base.css";
import "./views/styles/pages.css";
import "./views/styles/with-chat.css";
import "./views/styles/media.css";
import "./views/styles/panel.css";

const params = readWidgetParams(location.search, location.hash);
clearAddress();
reloadWhenRestored();

const pick = (wanted: string | null): string => pickLanguage([wanted, ...navigator.languages]);
const language = new Store(pick(params.language));

const appearance = new Store(DEFAULT_APPEARANCE);

const lifetime = new AbortController();
const host = new WidgetHost(findHost(readSurroundings()));
const entry = new AgentEntry(params, host, logProblem, lifetime.signal);
host.onCommand(
  (command) => {
    if (command.type === "hangup") entry.hangUp();
    else if (command.type === "resume") resume(readWidgetParams(command.token, ""));
    else void control(command);
  },
  window,
  lifetime.signal,
);
host.hello(entry.instanceId);

/** A page that was parked, or was loaded again, learns from the host what another's address says. */
function resume(resumed: WidgetParams): void {
  language.set(pick(resumed.language));
  if (entry.stage.value.name === "parked") host.hello(entry.instanceId);
  entry.resume(resumed);
}

async function control(command: ControlCommand): Promise<void> {
  const error = await controlCall(command, entry.controller, appearance);
  host.report({ ve: 1, type: "done", id: command.id, ...(error && { error }) });
}

function AgentPage(): ComponentChild {
  const wanted = useStore(appearance);
  const text = useMessages(useStore(language));
  if (text === null) return null;
  return (
    <TextContext.Provider value={text}>
      <AppearanceContext.Provider value={wanted}>
        <AgentView entry={entry} />
      </AppearanceContext.Provider>
    </TextContext.Provider>
  );
}

entry.agent.subscribe(() => {
  const branding = entry.agent.value?.tenant.branding;
  if (branding !== undefined) applyBranding(branding, "");
}, lifetime.signal);

const root = document.getElementById("app");
if (root !== null) render(<AgentPage />, root);
void entry.start();
// While the platform answers.
void loadCallView();
