/** One vocabulary for all pages: the desk, the call pages and the PIN form use the same words for the same things. */
import { describe, expect, it } from "vitest";
import { loadMessages as loadDesk } from "../../../apps/agent-desk/src/text/load-messages.ts";
import { loadMessages as loadCallPages } from "../../call-ui/src/text/load-messages.ts";
import { PIN_TEXTS } from "../../platform/src/pin/pin-texts.ts";

type Language = keyof typeof PIN_TEXTS;
type Words = Readonly<Record<string, unknown>>;

const TRANSLATIONS = ["de", "fr", "es", "ar"] as const;

/** Every sentence by its path; those with a parameter once with a name and once without. */
function sentencesOf(words: Words, path: string): readonly (readonly [path: string, sentence: string])[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const here = `${path}/${key}`;
    if (typeof value === "string") return [[here, value] as const];
    if (typeof value !== "function") return sentencesOf(value as Words, here);
    const say = value as (...values: unknown[]) => string;
    return [null, "Ana"].map((name) => [`${here}(${name})`, say(name, 3, true)] as const);
  });
}

async function sentences(language: Language): Promise<ReadonlyMap<string, string>> {
  const pages = {
    desk: await loadDesk(language),
    call: await loadCallPages(language),
    pin: PIN_TEXTS[language],
  };
  return new Map(sentencesOf(pages, ""));
}

/** The same in English, but not the same thing. */
const TWO_MEANINGS: readonly RegExp[] = [
  // For a permission, for a call.
  /^Ask again$/,
  // To a visitor who waits, to an agent who invited somebody.
  /^Ana is here$/,
];

/** What each thing is called, and what it must not be called: a synonym makes a reader look for a difference. */
const GLOSSARY: Readonly<
  Record<(typeof TRANSLATIONS)[number], Readonly<Record<string, readonly [used: RegExp, not: RegExp]>>>
> = {
  de: {
    "a call": [/Anruf/, /Gespräch|Telefonat|Konferenz|Meeting/],
    "joining a call": [/teilnehm/i, /bei(treten|tritt)|einsteigen|eintreten/i],
    "a visitor": [/Besucher/, /\bGast|\bGäste|Anrufer|\bKunden?\b/],
    "the queue": [/Warteschlange/, /Warteliste|\bQueue/],
    "a link": [/\bLink/, /Verknüpfung|\bURL\b/],
    "a browser": [/Browser/, /Internetprogramm/],
    "a voluntary field": [/optional/i, /freiwillig/i],
    "a network": [/\bNetz\b/, /Netzwerk/],
  },
  fr: {
    "an agent": [/\bagent/i, /conseiller|collaborateur|opérateur/i],
    "a call": [/appel/i, /\bcommunication|conférence|réunion/i],
    "joining a call": [/rej(oin|oig)/i, /participer?\b|participez|prendre part/i],
    "a visitor": [/visiteur/i, /\bclients\b|\binvités?\b/i],
    "the queue": [/\bfile\b/i, /file d’attente/i],
    "a microphone": [/\bmicro\b/i, /microphone/i],
    "a PIN": [/code PIN|Code PIN/, /mot de passe/i],
  },
  es: {
    "an agent": [/agente/i, /asesor|operador/i],
    "a call": [/llamada/i, /comunicación|conferencia|reunión/i],
    "joining a call": [/\b(únase|unirse|una)\b/i, /particip/i],
    "signing in": [
      /iniciar sesión|inicie sesión/i,
      /\bEntr(ar|e|ando) (como|con)\b|vuelva a entrar|entre de nuevo/i,
    ],
    "a visitor": [/visitante/i, /\bclientes\b|\binvitados?\b/i],
    "the queue": [/\bcola\b/i, /lista de espera/i],
    "a device": [/dispositivo/i, /aparato/i],
  },
  ar: {
    "an agent": [/موظف/, /مستشار|مندوب|ممثل/],
    "a call": [/مكالمة/, /مؤتمر|اجتماع/],
    "a visitor": [/زائر/, /ضيف|زبون/],
    "a PIN": [/الرقم السري/, /\bPIN\b|الرمز السري|كلمة السر/],
    "a link": [/رابط/, /وصلة/],
    "a microphone": [/ميكروفون/, /ميكرفون|مايك/],
    "a speaker": [/مكبر الصوت/, /مكبّر الصوت|السماعات/],
  },
};

describe.each(TRANSLATIONS)("the pages in %s", (language) => {
  it("say the same where they say the same in English", async () => {
    const translated = await sentences(language);
    const byEnglish = new Map<string, Set<string>>();
    for (const [path, english] of await sentences("en")) {
      if (TWO_MEANINGS.some((sentence) => sentence.test(english))) continue;
      const known = byEnglish.get(english) ?? new Set();
      byEnglish.set(english, known.add(translated.get(path) ?? `nothing at ${path}`));
    }
    const different = [...byEnglish].filter(([, known]) => known.size > 1);
    expect(Object.fromEntries(different.map(([english, known]) => [english, [...known]]))).toEqual({});
  });

  it.each(Object.entries(GLOSSARY[language]))("have one word for %s", async (_thing, [used, not]) => {
    const all = [...(await sentences(language))];
    expect(all.filter(([, sentence]) => not.test(sentence))).toEqual([]);
    expect(all.some(([, sentence]) => used.test(sentence))).toBe(true);
  });
});
