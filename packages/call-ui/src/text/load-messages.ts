import { en } from "./en.ts";
import type { Messages } from "./messages.ts";

type Loader = () => Promise<Messages>;

const LANGUAGES: ReadonlyMap<string, Loader> = new Map<string, Loader>([
  ["en", () => Promise.resolve(en)],
  ["de", async () => (await import("./de.ts")).de],
  ["fr", async () => (await import("./fr.ts")).fr],
  ["es", async () => (await import("./es.ts")).es],
  ["ar", async () => (await import("./ar.ts")).ar],
]);

/** The first of the wanted languages that the pages speak; `de-AT` finds `de`. English where there is none. */
export function pickLanguage(wanted: readonly (string | null)[]): string {
  for (const tag of wanted) {
    const language = tag?.toLowerCase().split(/[-_]/, 1)[0] ?? "";
    if (LANGUAGES.has(language)) return language;
  }
  return "en";
}

/** Loads a language; English, which is always here, where its file cannot be had. */
export async function loadMessages(language: string): Promise<Messages> {
  try {
    return (await LANGUAGES.get(language)?.()) ?? en;
  } catch {
    return en;
  }
}
