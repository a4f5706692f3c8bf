/** How the scripts find npm, also on systems and in ways of starting that can't be tried here. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findNpm, npm, programOf } from "../lib/programs.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-npm-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function createFile(...path: readonly string[]): string {
  const file = join(folder, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
}

describe("npm is found", () => {
  it("where npm says that it is, when it runs a script", () => {
    const npmFile = createFile("anywhere", "npm-cli.js");
    expect(findNpm({ env: { npm_execpath: npmFile }, execPath: join(folder, "bin", "node") })).toBe(npmFile);
  });

  it("beside Node, when `node` alone or another package manager started the script", () => {
    const npmFile = createFile("lib", "node_modules", "npm", "bin", "npm-cli.js");
    const yarn = createFile("yarn", "yarn.js");
    const execPath = createFile("bin", "node");
    expect(findNpm({ env: {}, execPath })).toBe(npmFile);
    expect(findNpm({ env: { npm_execpath: yarn }, execPath })).toBe(npmFile);
  });

  it("beside Node as Windows has it, and on the search path", () => {
    const npmFile = createFile("nodejs", "node_modules", "npm", "bin", "npm-cli.js");
    expect(findNpm({ env: {}, execPath: join(folder, "nodejs", "node.exe") })).toBe(npmFile);
    const env = { Path: join(folder, "nodejs") };
    expect(findNpm({ env, execPath: join(folder, "elsewhere", "node.exe") })).toBe(npmFile);
  });

  it("through the link that installers put on the search path", () => {
    const npmFile = createFile("opt", "npm", "npm-cli.js");
    mkdirSync(join(folder, "path"));
    symlinkSync(npmFile, join(folder, "path", "npm"));
    const env = { PATH: join(folder, "path") };
    expect(findNpm({ env, execPath: join(folder, "elsewhere", "node") })).toBe(npmFile);
  });

  it("or an error says where it was searched and what to do", () => {
    expect(() => findNpm({ env: { PATH: folder }, execPath: join(folder, "bin", "node") })).toThrow(
      /npm was not found beside .*bin\/node and in PATH\. Install Node with npm/,
    );
  });

  it("and it runs", () => {
    const [program, args] = npm("--version");
    expect(execFileSync(program, [...args], { encoding: "utf8" })).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

it("an installed program runs by its JavaScript file", () => {
  const version = execFileSync(process.execPath, [programOf("@biomejs/biome", "biome"), "--version"], {
    encoding: "utf8",
  });
  expect(version).toContain("Version: ");
});

it("nothing starts npm, or a program in node_modules/.bin, by a name that Windows can't start", () => {
  const files = execFileSync("git", ["ls-files", "*.ts", "*.mjs", "*.cjs"], { cwd: ROOT, encoding: "utf8" });
  const byName =
    /\b(?:spawn|spawnSync|exec|execSync|execFile|execFileSync|fork|run)\(\s*["'`](?:npm|npx)\b|node_modules\/\.bin/;
  const found = files
    .split("\n")
    .filter((file) => existsSync(join(ROOT, file)) && file !== "" && file !== "scripts/test/programs.test.ts")
    .filter((file) => byName.test(readFileSync(join(ROOT, file), "utf8")));
  expect(found).toEqual([]);
});
