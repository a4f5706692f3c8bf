import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SECRET_SETTINGS, SETTINGS } from "../src/config/config.ts";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");
const code = read("../src/config/config.ts");

/** Names in the first column of the README's table of settings. */
const documented = [...readme.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name = ""]) => name);

/** Every setting that the code reads, with the reader's method. */
const settings = [...code.matchAll(/\bread\.(\w+)\(\s*"([A-Z_]+)"/g)]
  .map(([, method = "", name = ""]) => ({ method, name }))
  .filter(({ method }) => method !== "problem");

describe("the settings", () => {
  it("are the same in the code, in --help and in the README", () => {
    const names = [...new Set(settings.map(({ name }) => name))].toSorted();
    expect(names.length).toBeGreaterThan(20);
    expect(Object.keys(SETTINGS).toSorted()).toEqual(names);
    expect(documented.toSorted()).toEqual(names);
  });

  it("have the same text in the README as in --help", () => {
    const text = readme.replaceAll(/ +/g, " ");
    for (const [name, meaning] of Object.entries(SETTINGS))
      expect(text).toContain(`| \`${name}\` | ${meaning} |`);
  });

  it("that can come from a file are those that the code reads as secrets, and the README names them", () => {
    const secrets = settings.filter(({ method }) => method.startsWith("secret")).map(({ name }) => name);
    expect([...SECRET_SETTINGS].toSorted()).toEqual([...new Set(secrets)].toSorted());
    for (const name of secrets) expect(readme).toContain(`\`${name}_FILE\``);
  });
});

describe("the README", () => {
  it.each([
    [
      "every command",
      /\.command\("([a-z-]+)(?: [^"]*)?"\)/g,
      ["../src/cli/migrate-command.ts", "../src/cli/backup-command.ts", "../src/cli/doctor-command.ts"],
    ],
    ["every agent command", /\.command\("([a-z]+) <tenant>/g, ["../src/identity/agent.cli.ts"]],
  ])("names %s", (_, pattern, files) => {
    const names = files.flatMap((file) => [...read(file).matchAll(pattern)].map(([, name = ""]) => name));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(readme).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
