/** The visitor's page: wires its parts, holds no rule of its own. */

import type { ComponentChild } from "preact";
import { render } from "preact";
import { VisitorEntry } from "./call/visitor-entry.ts";
import { findHost, readSurroundings } from "./host/find-host.ts";
import { tellVisitorHost } from "./host/tell-visitor-host.ts";
import { VisitorHost } from "./host/visitor-host.ts";
import { logProblem } from "./log-problem.ts";
import { clearAddress, readVisitorParams } from "./page-params.ts";
import { Store } from "./store.ts";
import { pickLanguage } from "./text/load-messages.ts";
import { applyBranding } from "./views/apply-branding.ts";
import { TextContext } from "./views/text-context.ts";
import { useMessages } from "./views/use-messages.ts";
import { useStore } from "./views/use-store.ts";
import { VisitorView } from "./views/visitor-view.tsx";
import "./views/styles/base.css";
import "./views/styles/pages.css";
import "./views/styles/call.css";

const params = readVisitorParams(location.pathname, location.search);
clearAddress();
const host = new VisitorHost(findHost(readSurroundings()));

let lifetime = new AbortController();
let isBranded = false;

/** One attempt to take part. Another one ends it: after a take-over, or a lost place. */
function begin(takeOver: boolean): VisitorEntry {
  lifetime.abort();
  lifetime = new AbortController();
  const { signal } = lifetime;
  const entry = new VisitorEntry(params, host, logProblem, signal);
  tellVisitorHost(entry, host, signal);
  entry.stage.subscribe(() => {
    const stage = entry.stage.value;
    if (isBranded || !("interaction" in stage)) return;
    isBranded = true;
    applyBranding(stage.interaction.tenant.branding, params.csg);
  }, signal);
  void entry.start(takeOver);
  return entry;
}

const current = new Store(begin(false));
const pageLanguage = pickLanguage([params.language, ...navigator.languages]);

function VisitorPage(): ComponentChild {
  const text = useMessages(pageLanguage);
  const entry = useStore(current);
  return (
    <TextContext.Provider value={text}>
      <VisitorView entry={entry} onBegin={(takeOver) => current.set(begin(takeOver))} />
    </TextContext.Provider>
  );
}

window.addEventListener("pagehide", () => host.popupClosed());
const root = document.getElementById("app");
if (root !== null) render(<VisitorPage />, root);
