import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const ROOT = new URL("../../../", import.meta.url);
const FOLDERS = [
  "packages/ui-kit/styles",
  "packages/call-ui/src",
  "apps/agent-desk/src",
  "apps/visitor-demo/src",
];
/** Colours of a picture that no scheme changes: the demo's company. */
const LITERAL = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb)a?\(/i;

const styles = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css") && file !== "tokens.css")
    .map((file) => `${folder}/${file}`),
);

it("covers the style sheets", () => {
  expect(styles.length).toBeGreaterThan(15);
});

it.each(styles)("%s uses tokens, no literal colours", (file) => {
  const lines = readFileSync(new URL(file, ROOT), "utf8").split("\n");
  expect(lines.filter((line) => LITERAL.test(line))).toEqual([]);
});
