import { describe, expect, it } from "vitest";
import { en } from "../../src/text/en.ts";
import { LANGUAGES, loadMessages, pickLanguage } from "../../src/text/load-messages.ts";
import type { Messages } from "../../src/text/messages.ts";

describe("the language of the desk", () => {
  it.each([
    [["de-AT", "en"], "de"],
    [["tr", "fr-CA"], "fr"],
    [["ar_EG"], "ar"],
    [["tr"], "en"],
    [[], "en"],
  ])("for a browser that wants %j is %s", (wanted, language) => {
    expect(pickLanguage(wanted)).toBe(language);
  });

  it("is English where the file of another cannot be had", async () => {
    expect(await loadMessages("tr")).toBe(en);
  });
});

/** Every text with the path that leads to it. */
function texts(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}/${key}`));
}

const inEnglish = new Map(texts(en));

describe.each(LANGUAGES)("%s", (tag) => {
  it("says everything that English says, and nothing in an exclamation", async () => {
    const messages: Messages = await loadMessages(tag);
    const said = texts(messages);
    expect(messages.language).toBe(tag);
    expect(said.map(([path]) => path)).toEqual([...inEnglish.keys()]);
    expect(said.filter(([, text]) => text.trim() === "" || text.includes("!"))).toEqual([]);
  });

  it("names who rings, and the keys only where they work", async () => {
    const { ringing } = await loadMessages(tag);
    expect(ringing.announce("Ana", 2, true)).toMatch(/Ana.*2.*\bA\b.*R/);
    expect(ringing.announce("Ana", 0, false)).not.toMatch(/\bR\b/);
  });
});
