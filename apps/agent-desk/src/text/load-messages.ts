import { createLanguages, type Languages } from "@videoengager/ui-kit/text/languages";
import { en } from "./en.ts";
import type { Messages } from "./messages.ts";

const languages: Languages<Messages> = createLanguages(en, {
  de: async () => (await import("./de.ts")).de,
  fr: async () => (await import("./fr.ts")).fr,
  es: async () => (await import("./es.ts")).es,
  ar: async () => (await import("./ar.ts")).ar,
});

export const pickLanguage: Languages<Messages>["pick"] = languages.pick;
export const loadMessages: Languages<Messages>["load"] = languages.load;

/** The languages of the desk, by their native names. */
export const LANGUAGES: readonly (readonly [tag: string, name: string])[] = [
  ["ar", "العربية"],
  ["de", "Deutsch"],
  ["en", "English"],
  ["es", "Español"],
  ["fr", "Français"],
];
