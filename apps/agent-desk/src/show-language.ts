import type { DeskStore } from "./model/desk-store.ts";
import { loadMessages, pickLanguage } from "./text/load-messages.ts";

/** Keeps the desk in the language that was chosen, else in the browser's; resolves when the first one is there. */
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
      // Another choice may have been made while the file came.
      if (wanted === shown) store.dispatch({ type: "languageLoaded", text: loaded });
      return undefined;
    });
  });
  return first;
}
