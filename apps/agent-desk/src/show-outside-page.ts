import { describeTab } from "./model/describe-tab.ts";
import type { DeskState } from "./model/desk-state.ts";
import type { DeskStore } from "./model/desk-store.ts";
import { DesktopNotifications } from "./ringing/desktop-notifications.ts";
import type { RingTone } from "./ringing/ring-tone.ts";
import { showInTab } from "./ringing/show-in-tab.ts";

/** Shows calls outside of the page: ring tone, the tab's title and icon, notifications. Warns before a tab with a call closes. */
export function showOutsidePage(store: DeskStore, tone: RingTone): void {
  const notifications = new DesktopNotifications();
  store.watch((state) => {
    showInTab(describeTab(state));
    notifications.update(state);
    tone.configure(state.preferences);
    // The agent must learn that the browser blocks sound before a call rings.
    if (state.queue === "on" && state.preferences.sound) tone.prepare();
    if (isAudible(state)) tone.start();
    else tone.stop();
  });
  const showHidden = (): void =>
    store.dispatch({ type: "browserChanged", browser: { isHidden: document.hidden } });
  showHidden();
  document.addEventListener("visibilitychange", showHidden);
  const unblock = (): void => {
    if (store.state.browser.sound === "held-back") tone.unblock();
  };
  addEventListener("pointerdown", unblock);
  addEventListener("keydown", unblock);
  addEventListener("beforeunload", (event) => {
    if (store.state.call) event.preventDefault();
  });
}

function isAudible({ ringing, silenced, preferences, call }: DeskState): boolean {
  return ringing.length > 0 && !silenced && preferences.sound && !call;
}
