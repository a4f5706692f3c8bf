import { describe, expect, it } from "vitest";
import { PIN_TEXTS, type PinTexts } from "../../src/pin/pin-texts.ts";

const sentencesOf = ({ tooMany, ...texts }: PinTexts): readonly string[] => [
  ...Object.values(texts),
  tooMany(1),
  tooMany(7),
];
const LANGUAGES = Object.entries(PIN_TEXTS);

describe.each(LANGUAGES)("the PIN form in %s", (_language, texts) => {
  it("uses no internal terms and no exclamations", () => {
    for (const sentence of sentencesOf(texts))
      expect(sentence).not.toMatch(
        /!|interaction|Interaktion|interacción|platform|tenant|claim|seat|تفاعل|منصة/i,
      );
  });
});

it("French has its own apostrophes and spaces", () => {
  for (const sentence of sentencesOf(PIN_TEXTS.fr)) expect(sentence).not.toMatch(/'|"| [:;?!»]|« /);
});

it.each([
  ["en", 1, "in a minute"],
  ["en", 2, "in 2 minutes"],
  ["de", 1, "in einer Minute"],
  ["ar", 1, "بعد دقيقة،"],
  ["ar", 2, "بعد دقيقتين"],
  ["ar", 7, "بعد 7 دقائق"],
  ["ar", 15, "بعد 15 دقيقة"],
] as const)("in %s, %i minutes until the next try are %s", (language, minutes, expected) => {
  expect(PIN_TEXTS[language].tooMany(minutes)).toContain(expected);
});
