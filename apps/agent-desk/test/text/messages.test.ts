import { describe, expect, it } from "vitest";
import { en } from "../../src/text/en.ts";
import { LANGUAGES, loadMessages, pickLanguage } from "../../src/text/load-messages.ts";

type Words = Readonly<Record<string, unknown>>;
type Sentence = readonly [path: string, sentence: string];

/** Every sentence; those with a parameter get `argument`. */
function sentencesOf(words: Words, argument: unknown, path = ""): readonly Sentence[] {
  return Object.entries(words).flatMap(([key, value]): readonly Sentence[] => {
    const here = `${path}/${key}`;
    if (typeof value === "string") return [[here, value]];
    if (typeof value === "function")
      return [[here, (value as (...a: unknown[]) => string)(argument, 7, true)]];
    return sentencesOf(value as Words, argument, here);
  });
}

const sentences = async (tag: string, argument: unknown = 7): Promise<readonly Sentence[]> =>
  sentencesOf((await loadMessages(tag)) as unknown as Words, argument);

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

  it("is English if the file of another language cannot be loaded", async () => {
    expect(await loadMessages("tr")).toBe(en);
  });
});

describe.each(LANGUAGES)("%s", (tag) => {
  it("has every sentence of English, with every name and number, and no exclamations", async () => {
    const english = new Map(await sentences("en"));
    const translated = await sentences(tag);
    expect((await loadMessages(tag)).language).toBe(tag);
    expect(translated.map(([path]) => path).toSorted()).toEqual([...english.keys()].toSorted());
    for (const [path, sentence] of translated) {
      expect(sentence.trim(), path).not.toBe("");
      expect(sentence.includes("7"), `${path}: ${sentence}`).toBe(english.get(path)?.includes("7"));
      expect(sentence, path).not.toMatch(/!/);
    }
  });

  it("needs no name: each sentence has a variant without", async () => {
    const { waiting, ringing, call, wrapUp } = await loadMessages(tag);
    const named: readonly ((name: string | null) => string)[] = [
      waiting.rejected,
      ringing.isCalling,
      (name) => ringing.announce(name, 3, true),
      ringing.hasJoined,
      call.inCallWith,
      call.endedByReload,
      (name) => wrapUp.talked(name, "4 min"),
    ];
    for (const say of named) {
      expect(say("Ana")).toContain("Ana");
      expect(say(null)).toMatch(/^\P{Ll}/u);
      expect(say(null)).not.toMatch(/null|\u2068\u2069|Ana/);
    }
  });

  it("names who rings, and the keys only where they work", async () => {
    const { ringing } = await loadMessages(tag);
    expect(ringing.announce("Ana", 3, true)).toMatch(/Ana.*3.*\bA\b.*R/);
    expect(ringing.announce("Ana", 0, false)).not.toMatch(/\bR\b/);
  });

  it("uses no internal terms", async () => {
    for (const [path, sentence] of await sentences(tag)) {
      expect(sentence, path).not.toMatch(
        /\b(interaction|interacción|Interaktion|platform|Plattform|plateforme|plataforma|tenant|Mandant|session id|seat|claim|peer)/i,
      );
      expect(sentence, path).not.toMatch(/تفاعل|منصة/);
    }
  });
});

it("French has its own quotation marks, apostrophes and spaces", async () => {
  for (const [path, sentence] of await sentences("fr")) expect(sentence, path).not.toMatch(/'|"| [:;?!»]|« /);
});

describe("a count", () => {
  it.each([
    ["en", 1, "1 more"],
    ["de", 1, "1 weitere"],
    ["fr", 1, "1 autre information"],
    ["fr", 5, "5 autres informations"],
    ["es", 5, "5 más"],
    ["ar", 1, "معلومة أخرى"],
    ["ar", 2, "معلومتان أخريان"],
    ["ar", 5, "5 معلومات أخرى"],
    ["ar", 12, "12 معلومة أخرى"],
  ])("of more lines, in %s, %i: %s", async (tag, count, expected) => {
    expect((await loadMessages(tag)).waiting.more(count)).toBe(expected);
  });

  it.each([
    ["en", 1, "and 1 more"],
    ["de", 1, "außerdem eine weitere Person"],
    ["de", 3, "außerdem 3 weitere Personen"],
    ["fr", 1, "et 1 autre."],
    ["fr", 3, "et 3 autres."],
    ["ar", 1, "وشخص آخر"],
    ["ar", 2, "وآخران"],
    ["ar", 5, "و5 آخرون"],
  ])("of other callers, in %s, %i: %s", async (tag, count, expected) => {
    expect((await loadMessages(tag)).ringing.announce("Ana", count, false)).toContain(expected);
  });
});

it("Arabic says how a call ended and what a visitor chose without guessing a person's gender", async () => {
  const { waiting, past } = await loadMessages("ar");
  expect(waiting.waitedFor("دقيقة")).not.toContain("ينتظر");
  expect(past.outcomes.left).not.toMatch(/^غادر/);
  expect([waiting.consentGiven, waiting.noConsent].join()).not.toMatch(/(^|,)(وافق|لم يوافق)/);
});
