/** The visitor's page: the composition root. */

import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Store } from "@videoengager/ui-kit/store";
import type { ComponentChild } from "preact";
import { render } from "preact";
import { openTab } from "./call/tab-memory.ts";
import { VisitorEntry } from "./call/visitor-entry.ts";
import { findHost, readSurroundings } from "./host/find-host.ts";
import { tellVisitorHost } from "./host/tell-visitor-host.ts";
import { VisitorHost } from "./host/visitor-host.ts";
import { logProblem } from "./log-problem.ts";
import { clearAddress, readVisitorParams } from "./page-params.ts";
import { reloadWhenRestored } from "./reload-when-restored.ts";
import { pickLanguage } from "./text/load-messages.ts";
import { applyBranding } from "./views/apply-branding.ts";
import { loadCallView } from "./views/lazy-call-view.tsx";
import { TextContext } from "./views/text-context.ts";
import { useMessages } from "./views/use-messages.ts";
import { VisitorView } from "./views/visitor-view.tsx";
import "./views/styles/base.css";
import "./views/styles/pages.css";
import "./views/styles/with-chat.css";
import "./views/styles/media.css";
import "./views/styles/panel.css";

const params = readVisitorParams(location.pathname, location.search);
clearAddress();
reloadWhenRestored();
const host = new VisitorHost(findHost(readSurroundings()));

/** What the address said holds over a reload, too. */
const tab = await openTab(params.interactionId, params, new AbortController().signal);

let lifetime = new AbortController();
let isBranded = false;

/** One attempt to take part. Another one ends it: after a take-over, or a lost place. */
function begin(takeOver: boolean): VisitorEntry {
  lifetime.abort();
  lifetime = new AbortController();
  const { signal } = lifetime;
  const entry = new VisitorEntry(params, tab, host, logProblem, signal);
  tellVisitorHost(entry, host, signal);
  host.onHangUp(() => entry.controller.hangUp(), window, signal);
  entry.stage.subscribe(() => {
    const stage = entry.stage.value;
    if (isBranded || !("interaction" in stage)) return;
    isBranded = true;
    applyBranding(stage.interaction.tenant.branding, tab.csg);
  }, signal);
  void entry.start(takeOver);
  return entry;
}

const current = new Store(begin(false));
const pageLanguage = pickLanguage([tab.language, ...navigator.languages]);

function VisitorPage(): ComponentChild {
  const text = useMessages(pageLanguage);
  const entry = useStore(current);
  if (text === null) return null;
  return (
    <TextContext.Provider value={text}>
      <VisitorView key={entry} entry={entry} onBegin={(takeOver) => current.set(begin(takeOver))} />
    </TextContext.Provider>
  );
}

// While the person checks the camera. The tab's memory can take longer than the page's load event.
if (document.readyState === "complete") void loadCallView();
else window.addEventListener("load", () => void loadCallView(), { once: true });
window.addEventListener("pagehide", () => host.popupClosed());
const root = document.getElementById("app");
if (root !== null) render(<VisitorPage />, root);
