import { en } from "./en.ts";
import type { Messages } from "./messages.ts";

type Loader = () => Promise<Messages>;

const LOADERS: ReadonlyMap<string, Loader> = new Map<string, Loader>([
  ["en", () => Promise.resolve(en)],
  ["de", async () => (await import("./de.ts")).de],
  ["fr", async () => (await import("./fr.ts")).fr],
  ["es", async () => (await import("./es.ts")).es],
  ["ar", async () => (await import("./ar.ts")).ar],
]);

/** The languages that the desk speaks, each by its own name. */
export const LANGUAGES: readonly (readonly [tag: string, name: string])[] = [
  ["ar", "العربية"],
  ["de", "Deutsch"],
  ["en", "English"],
  ["es", "Español"],
  ["fr", "Français"],
];

/** The first of the wanted languages that the desk speaks; `de-AT` finds `de`. English where there is none. */
export function pickLanguage(wanted: readonly string[]): string {
  const languages = wanted.map((tag) => tag.toLowerCase().split(/[-_]/, 1)[0] ?? "");
  return languages.find((language) => LOADERS.has(language)) ?? "en";
}

/** Loads a language; English, which is always here, where its file cannot be had. */
export async function loadMessages(language: string): Promise<Messages> {
  try {
    return (await LOADERS.get(language)?.()) ?? en;
  } catch {
    return en;
  }
}
