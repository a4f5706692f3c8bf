import { describe, expect, it } from "vitest";
import { loadMessages, pickLanguage } from "../src/text/load-messages.ts";
import type { Messages } from "../src/text/messages.ts";

type Words = Readonly<Record<string, unknown>>;
type Sentence = readonly [path: string, sentence: string];

const TRANSLATIONS = ["de", "fr", "es", "ar"];
const ALL = ["en", ...TRANSLATIONS];

/** Every sentence; those with a parameter get `argument`. */
function sentencesOf(words: Words, argument: unknown, path = ""): readonly Sentence[] {
  return Object.entries(words).flatMap(([key, value]): readonly Sentence[] => {
    const here = `${path}/${key}`;
    if (typeof value === "string") return [[here, value]];
    if (typeof value === "function") return [[here, (value as (...a: unknown[]) => string)(argument, 7)]];
    return sentencesOf(value as Words, argument, here);
  });
}

const sentences = async (language: string, argument: unknown = "7"): Promise<readonly Sentence[]> =>
  sentencesOf((await loadMessages(language)) as unknown as Words, argument);

describe("a language", () => {
  it.each([
    [["de-AT", "en"], "de"],
    [["pl", "fr-CA", "en"], "fr"],
    [["pl", "cs"], "en"],
    [[null, "AR"], "ar"],
  ])("of %j is %s", (wanted, language) => {
    expect(pickLanguage(wanted)).toBe(language);
  });

  it("without a translation is English", async () => {
    expect((await loadMessages("pl")).language).toBe("en");
  });

  it.each(TRANSLATIONS)(
    "%s has every sentence, in its own words, with every name and number",
    async (tag) => {
      const english = new Map(await sentences("en"));
      const translated = await sentences(tag);
      expect(translated.map(([path]) => path).toSorted()).toEqual([...english.keys()].toSorted());
      for (const [path, sentence] of translated) {
        expect(sentence.trim(), path).not.toBe("");
        expect(sentence.includes("7"), `${path}: ${sentence}`).toBe(english.get(path)?.includes("7"));
      }
      const same = translated.filter(([path, sentence]) => english.get(path) === sentence);
      expect(same.length).toBeLessThan(12);
    },
  );

  it.each(ALL)("%s needs no name: each sentence has a variant without", async (tag) => {
    const { waiting, invite, call, chat, ended, attention } = await loadMessages(tag);
    const named = [
      waiting.agentAway,
      waiting.connecting,
      invite.opened,
      invite.connecting,
      call.with,
      call.cameraIsOff,
      call.isMuted,
      call.isSharing,
      call.connecting,
      call.away,
      call.peerScreen,
      call.peerPicture,
      call.quality.peerWeak,
      chat.nobodyReads,
      ended.byOther,
      attention.agentIsHere,
      attention.visitorIsHere,
    ];
    for (const say of named) {
      expect(say("Ana")).toContain("Ana");
      expect(say(null)).toMatch(/^\P{Ll}/u);
      expect(say(null)).not.toMatch(/null|\u2068\u2069|Ana/);
    }
  });

  it.each(ALL)("%s shouts at nobody and uses no internal terms", async (tag) => {
    for (const [path, sentence] of await sentences(tag))
      expect(sentence, path).not.toMatch(
        /!|\b([Ii]nteraction|[Ss]eat|[Cc]laim|[Ss]ignalling|[Pp]eer|ICE|TURN)\b/,
      );
  });

  it("French has its own quotation marks, apostrophes and spaces", async () => {
    for (const [path, sentence] of await sentences("fr"))
      expect(sentence, path).not.toMatch(/'|"| [:;?!»]|« /);
  });
});

/** Sentences with a count, the counts of every plural category, and what must be in the sentence. */
const COUNTED: readonly (readonly [
  name: string,
  say: (words: Messages, count: number) => string,
  expected: Readonly<Record<string, readonly (readonly [count: number, part: string])[]>>,
])[] = [
  [
    "seconds left",
    ({ call }, count) => call.waitingMore(count),
    {
      en: [
        [1, "1 more second."],
        [2, "2 more seconds."],
      ],
      de: [
        [1, "1 Sekunde."],
        [5, "5 Sekunden."],
      ],
      fr: [
        [1, "1 seconde."],
        [5, "5 secondes."],
      ],
      es: [
        [1, "1 segundo "],
        [5, "5 segundos "],
      ],
      ar: [
        [1, "ثانية واحدة"],
        [2, "ثانيتين"],
        [3, "3 ثوانٍ"],
        [10, "10 ثوانٍ"],
        [11, "11 ثانية"],
        [29, "29 ثانية"],
      ],
    },
  ],
  [
    "minutes until the PIN can be tried again",
    ({ lobby }, count) => lobby.pinLocked(count),
    {
      en: [
        [1, "in a minute"],
        [2, "2 minutes"],
      ],
      ar: [
        [1, "دقيقة واحدة"],
        [2, "دقيقتين"],
        [7, "7 دقائق"],
        [15, "15 دقيقة"],
      ],
    },
  ],
  [
    "unread messages",
    ({ controls }, count) => controls.chatUnread(count),
    {
      fr: [
        [1, "1 nouveau"],
        [2, "2 nouveaux"],
      ],
      ar: [
        [1, "رسائل جديدة: 1"],
        [2, "رسائل جديدة: 2"],
        [4, "4 رسائل جديدة"],
        [12, "12 رسالة جديدة"],
      ],
    },
  ],
  [
    "tries left",
    ({ lobby }, count) => lobby.pinWrong(count),
    {
      en: [
        [1, "one more try"],
        [3, "3 more tries"],
      ],
      ar: [
        [1, "محاولة واحدة"],
        [2, "محاولتان"],
        [3, "3 محاولات"],
      ],
    },
  ],
];

describe.each(COUNTED)("%s", (_name, say, expected) => {
  const rows = Object.entries(expected).flatMap(([language, cases]) =>
    cases.map(([count, part]) => [language, count, part] as const),
  );

  it.each(rows)("in %s, %i: %s", async (language, count, part) => {
    expect(say(await loadMessages(language), count)).toContain(part);
  });
});
