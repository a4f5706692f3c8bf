import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SETTINGS } from "../src/config.ts";

it("describes every setting in the README as --help does", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8").replaceAll(/ +/g, " ");
  for (const [name, meaning] of Object.entries(SETTINGS))
    expect(readme).toContain(`| \`${name}\` | ${meaning} |`);
});
