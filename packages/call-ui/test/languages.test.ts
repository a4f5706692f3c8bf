import { describe, expect, it } from "vitest";
import { loadMessages, pickLanguage } from "../src/text/load-messages.ts";

type Words = Readonly<Record<string, unknown>>;

/** Every sentence, filled with a name or a number where it takes one. */
function sentencesOf(words: Words, path = ""): readonly (readonly [path: string, sentence: string])[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const here = `${path}/${key}`;
    if (typeof value === "string") return [[here, value] as const];
    if (typeof value === "function") return [[here, (value as (...a: unknown[]) => string)("7", 7)] as const];
    return sentencesOf(value as Words, here);
  });
}

describe("a language", () => {
  it.each([
    [["de-AT", "en"], "de"],
    [["pl", "fr-CA", "en"], "fr"],
    [["pl", "cs"], "en"],
    [[null, "AR"], "ar"],
  ])("of %j is %s", (wanted, language) => {
    expect(pickLanguage(wanted)).toBe(language);
  });

  it("that nobody translated is English", async () => {
    expect((await loadMessages("pl")).language).toBe("en");
  });

  it.each(["de", "fr", "es", "ar"])(
    "%s says everything, in its own words, with every name and number",
    async (tag) => {
      const english = new Map(sentencesOf((await loadMessages("en")) as unknown as Words));
      const translated = sentencesOf((await loadMessages(tag)) as unknown as Words);
      expect(translated.map(([path]) => path).toSorted((a, b) => a.localeCompare(b))).toEqual(
        [...english.keys()].toSorted((a, b) => a.localeCompare(b)),
      );
      for (const [path, sentence] of translated) {
        expect(sentence.trim(), path).not.toBe("");
        expect(sentence.includes("7"), `${path}: ${sentence}`).toBe(english.get(path)?.includes("7"));
      }
      const same = translated.filter(([path, sentence]) => english.get(path) === sentence);
      expect(same.length).toBeLessThan(12);
    },
  );
});
