import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { isInstalled, markInstalled } from "../lib/install.mjs";

const root = `${mkdtempSync(join(tmpdir(), "install-"))}/`;
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("packages are installed again after an update, after an interruption, and after somebody left out the development packages", () => {
  writeFileSync(join(root, "package-lock.json"), "lock file");
  expect(isInstalled(root)).toBe(false);
  mkdirSync(join(root, "node_modules"));
  expect(isInstalled(root)).toBe(false);
  writeFileSync(join(root, "node_modules/.package-lock.json"), '{ "packages": { "node_modules/some": {} } }');
  expect(isInstalled(root)).toBe(false);
  markInstalled(root);
  expect(isInstalled(root), "it is on the list, but not there").toBe(false);
  mkdirSync(join(root, "node_modules/some"));
  expect(isInstalled(root)).toBe(true);
  writeFileSync(join(root, "node_modules/.package-lock.json"), '{ "packages": {} }');
  expect(isInstalled(root)).toBe(false);
  markInstalled(root);
  writeFileSync(join(root, "package-lock.json"), "newer lock file");
  expect(isInstalled(root)).toBe(false);
});
