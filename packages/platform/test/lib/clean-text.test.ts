import { readDigits } from "@videoengager/protocol/read-digits";
import { describe, expect, it } from "vitest";
import { readJoin } from "../../src/calls/signalling/check-payload.ts";
import { cleanLine, cleanTexts, cutLine } from "../../src/lib/clean-text.ts";
import { cutLineSchema, lineSchema, pinSchema } from "../../src/server/text-schema.ts";

const UNSAFE: readonly (readonly [name: string, character: string])[] = [
  ["a null", "\u0000"],
  ["a tab", "\t"],
  ["a line feed", "\n"],
  ["an escape", "\u001b"],
  ["a C1 control", "\u009b"],
  ["a line separator", "\u2028"],
  ["a paragraph separator", "\u2029"],
  ["a right-to-left override", "\u202e"],
  ["an embedding", "\u202a"],
  ["an isolate", "\u2066"],
  ["the end of an isolate", "\u2069"],
  ["half a surrogate pair", "\ud83d"],
];

describe("a line of text", () => {
  it.each(UNSAFE)("has a space in place of %s, on every way in", (_name, character) => {
    const text = `Ann${character}Lee`;
    const media = { microphone: true, camera: true, screen: false };
    expect(cleanLine(text)).toBe("Ann Lee");
    expect(lineSchema(100).parse(text)).toBe("Ann Lee");
    expect(cutLineSchema(100).parse(text)).toBe("Ann Lee");
    expect(readJoin({ displayName: text, media })?.displayName).toBe("Ann Lee");
    expect(cleanTexts({ customerId: text })).toEqual({
      customerId: /[\t\n]/.test(character) ? text : "Ann Lee",
    });
  });

  it("keeps what names are written with", () => {
    for (const name of [
      "Zoë O’Neill-Đặng",
      "علي\u200f",
      "שרה\u200e",
      "👩🏽\u200d💻",
      "ක්\u200dෂ",
      "日本 太郎",
    ])
      expect(cleanLine(name)).toBe(name);
  });

  it("is cut, never within a character, if nobody can correct it, and refused otherwise", () => {
    expect(cutLineSchema(64).parse("1".repeat(70))).toBe("1".repeat(64));
    expect(cutLine("ab👩", 3)).toBe("ab");
    expect(lineSchema(64).safeParse("1".repeat(70)).success).toBe(false);
  });
});

describe("a PIN", () => {
  it.each(["123456", "123 456", "١٢٣٤٥٦", "۱۲۳۴۵۶", "１２３４５６", "१२३-४५६", "𝟏𝟐𝟑𝟜𝟝𝟞"])(
    "is read from %s",
    (typed) => {
      expect(readDigits(typed)).toBe("123456");
      expect(pinSchema().parse(typed)).toBe("123456");
    },
  );

  it("holds nothing but digits", () => {
    expect(readDigits("PIN: twelve ½²")).toBe("");
  });
});
