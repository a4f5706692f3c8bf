import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../styles/tokens.css", import.meta.url), "utf8");
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
  ...["stage", "stage-raised", "stage-control", "stage-control-hover"].map((ground): [string, string] => [
    "on-stage",
    ground,
  ]),
  ["on-stage-muted", "stage"],
  ["on-stage-muted", "stage-raised"],
  ["stage-attention", "stage"],
  ["stage-live", "stage"],
  ["on-stage-live", "stage-live"],
  ["on-stage-danger", "stage-danger"],
  ["on-stage-danger", "stage-danger-hover"],
  ["qr", "on-qr"],
];
const visible: [string, string][] = surfaces.flatMap((surface): [string, string][] => [
  ["border-strong", surface],
  ["focus", surface],
]);

/** Channels of a colour with this opacity over white, the worst that a video can show. */
function overWhite(channels: readonly number[], alpha: number): string {
  const blend = (channel: number): string =>
    Math.round(channel * alpha + 255 * (1 - alpha))
      .toString(16)
      .padStart(2, "0");
  return `#${channels.map(blend).join("")}`;
}

/** A translucent token over white. */
function tokenOverWhite(token: string): string {
  const [, red, green, blue, alpha] =
    new RegExp(`--color-${token}: rgb\\((\\d+) (\\d+) (\\d+) / ([\\d.]+)\\)`).exec(css) ?? [];
  return overWhite([red, green, blue].map(Number), Number(alpha));
}

it.each(["on-stage", "on-stage-muted", "stage-attention"])(
  "%s is readable on a chip over any video",
  (text) => {
    expect(contrast(light.get(text) ?? "", tokenOverWhite("stage-chip"))).toBeGreaterThanOrEqual(4.5);
  },
);

it("an icon is readable on a control over any video", () => {
  const controls = readFileSync(
    new URL("../../call-ui/src/views/styles/call/controls.css", import.meta.url),
    "utf8",
  );
  const [, percent] =
    /color-mix\(in srgb, var\(--color-stage-control\) (\d+)%, transparent\)/.exec(controls) ?? [];
  const ground = light.get("stage-control") ?? "";
  const channels = [1, 3, 5].map((at) => Number.parseInt(ground.slice(at, at + 2), 16));
  expect(
    contrast(light.get("on-stage") ?? "", overWhite(channels, Number(percent) / 100)),
  ).toBeGreaterThanOrEqual(4.5);
});

describe.each(schemes)("in the %s scheme", (_name, roles) => {
  const ratio = (one: string, other: string): number =>
    contrast(roles.get(one) ?? "", roles.get(other) ?? "");

  it.each(readable)("%s is readable on %s", (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(visible)("%s is visible on %s", (mark, ground) => {
    expect(ratio(mark, ground)).toBeGreaterThanOrEqual(3);
  });
});
