import type { DeskStore } from "./model/desk-store.ts";
import { loadMessages, pickLanguage } from "./text/load-messages.ts";

/** Shows the desk in the chosen language, else in the browser's. Resolves when the first language has loaded. */
export function showLanguage(store: DeskStore): Promise<void> {
  let shown = "";
  let first = Promise.resolve();
  store.watch(({ preferences, text }) => {
    document.documentElement.lang = text.language;
    document.documentElement.dir = text.direction;
    const wanted = pickLanguage(preferences.language ? [preferences.language] : navigator.languages);
    if (wanted === shown) return;
    shown = wanted;
    first = loadMessages(wanted).then((loaded) => {
      // The agent may have chosen another language while the file loaded.
      if (wanted === shown) store.dispatch({ type: "languageLoaded", text: loaded });
      return undefined;
    });
  });
  return first;
}
