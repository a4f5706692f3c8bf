import "./styles/desk.css";
import { render } from "preact";
import { DeskAgent } from "./agent/desk-agent.ts";
import { fetchDemoCredentials } from "./agent/fetch-demo-credentials.ts";
import { createCommands } from "./create-commands.ts";
import { listenForShortcuts } from "./listen-for-shortcuts.ts";
import { DeskStore } from "./model/desk-store.ts";
import { resumeDesk } from "./resume-desk.ts";
import { readNotificationPermission } from "./ringing/desktop-notifications.ts";
import { RingTone } from "./ringing/ring-tone.ts";
import { showLanguage } from "./show-language.ts";
import { showOutsidePage } from "./show-outside-page.ts";
import type { Credentials } from "./storage/keep-credentials.ts";
import { keepPreferences, recallPreferences } from "./storage/keep-preferences.ts";
import { App } from "./views/app.tsx";

const root = document.querySelector("#desk");
if (!root) throw new Error("The page has no element #desk.");

const store = new DeskStore();
const { dispatch } = store;
const tone = new RingTone((sound) => dispatch({ type: "browserChanged", browser: { sound } }));
const agent = new DeskAgent(store);
const commands = createCommands(store, agent, tone);

dispatch({ type: "preferencesChanged", preferences: recallPreferences() });
dispatch({ type: "browserChanged", browser: { notifications: readNotificationPermission() } });

await showLanguage(store);

let demo: Credentials | null | undefined;
store.watch((state) => render(<App state={state} demo={demo} commands={commands} />, root));
store.watch(({ preferences }) => keepPreferences(preferences));
showOutsidePage(store, tone);
listenForShortcuts(store, commands);

void resumeDesk(store, agent);
demo = await fetchDemoCredentials();
render(<App state={store.state} demo={demo} commands={commands} />, root);
