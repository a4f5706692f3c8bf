/** The texts of an application in several languages. English is bundled; the others load on demand. */
export interface Languages<Messages> {
  /** The first of the wanted BCP 47 tags that is available (`de-AT` finds `de`), else `en`. */
  readonly pick: (wanted: readonly (string | null)[]) => string;
  /** Loads a language; resolves to English for an unknown tag and when its file cannot be loaded. */
  readonly load: (language: string) => Promise<Messages>;
}

/**
 * @param english the fallback, available without a request
 * @param loaders one loader for each other language, by its primary subtag
 */
export function createLanguages<Messages>(
  english: Messages,
  loaders: Readonly<Record<string, () => Promise<Messages>>>,
): Languages<Messages> {
  const available = new Map(Object.entries(loaders));
  return {
    pick(wanted) {
      for (const tag of wanted) {
        const language = tag?.toLowerCase().split(/[-_]/, 1)[0] ?? "";
        if (language === "en" || available.has(language)) return language;
      }
      return "en";
    },
    async load(language) {
      try {
        return (await available.get(language)?.()) ?? english;
      } catch {
        return english;
      }
    },
  };
}
