/**
 * How npm and the programs that it installed are started. On Windows both are scripts for the system's shell, which `spawn`
 * can't run, so their JavaScript files run with Node, on every system.
 */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { ROOT } from "./paths.mjs";

const NPM_FILE = "npm-cli.js";

/** Where an installation of Node has npm, seen from a folder of the search path: Windows, other systems, Debian's package. */
const PLACES = [
  `node_modules/npm/bin/${NPM_FILE}`,
  `../lib/node_modules/npm/bin/${NPM_FILE}`,
  `../share/nodejs/npm/bin/${NPM_FILE}`,
];

/**
 * npm's JavaScript file. npm names it to the scripts that it runs (`npm_execpath`); yarn and pnpm name themselves there. A
 * script that was started with `node` alone takes the npm beside Node, then the one on the search path.
 */
export function findNpm({ env, execPath } = process) {
  if (basename(env.npm_execpath ?? "") === NPM_FILE && existsSync(env.npm_execpath)) return env.npm_execpath;
  const path = env.PATH ?? env.Path ?? "";
  for (const folder of [dirname(execPath), ...path.split(delimiter).filter(Boolean)]) {
    for (const place of PLACES) if (existsSync(join(folder, place))) return join(folder, place);
    const link = join(folder, "npm");
    if (existsSync(link) && basename(realpathSync(link)) === NPM_FILE) return realpathSync(link);
  }
  throw new Error(
    `npm was not found beside ${execPath} and in PATH. Install Node with npm, or start this with "npm run".`,
  );
}

/** The program and its arguments, for `spawn`. */
export const npm = (...args) => [process.execPath, [findNpm(), ...args]];

/** The JavaScript file of a program that an installed package has. */
export function programOf(packageName, program = packageName) {
  const folder = join(ROOT, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[program]);
}
