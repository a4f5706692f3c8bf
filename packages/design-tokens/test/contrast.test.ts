import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../tokens.css", import.meta.url), "utf8");
const darkStart = css.indexOf("@media (prefers-color-scheme: dark)");

function colours(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--color-([a-z-]+):\s*(#[0-9a-f]{6})/g)].map(([, role, value]) => [role!, value!]),
  );
}

const light = colours(css.slice(0, darkStart));
const schemes: [string, Map<string, string>][] = [
  ["light", light],
  ["dark", new Map([...light, ...colours(css.slice(darkStart))])],
];

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const surfaces = ["bg", "surface", "surface-raised"];
const texts = ["text", "text-muted", "accent", "live", "danger", "attention"];
const filled = ["accent", "live", "danger", "attention"];

const readable: [string, string][] = [
  ...texts.flatMap((text) => surfaces.map((surface): [string, string] => [text, surface])),
  ...filled.map((role): [string, string] => [`on-${role}`, role]),
  ...["accent", "live", "danger"].map((role): [string, string] => [`on-${role}`, `${role}-hover`]),
  ...filled.flatMap((role): [string, string][] => [
    [role, `${role}-soft`],
    ["text", `${role}-soft`],
    ["text-muted", `${role}-soft`],
  ]),
  ["on-stage", "stage"],
  ["on-stage-muted", "stage"],
];
const visible: [string, string][] = surfaces.flatMap((surface): [string, string][] => [
  ["border-strong", surface],
  ["focus", surface],
]);

describe.each(schemes)("in the %s scheme", (_name, roles) => {
  const ratio = (one: string, other: string): number =>
    contrast(roles.get(one) ?? "", roles.get(other) ?? "");

  it.each(readable)("%s can be read on %s", (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(visible)("%s can be seen on %s", (mark, ground) => {
    expect(ratio(mark, ground)).toBeGreaterThanOrEqual(3);
  });
});
