/** Installs the project's npm packages where they are missing or not those of the lock file. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { ROOT } from "./paths.mjs";
import { npm } from "./programs.mjs";
import { dim, fail, run, seconds } from "./report.mjs";

const MINIMUM_NODE = [20, 19];

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `Node ${MINIMUM_NODE.join(".")} or newer is needed; this is ${process.versions.node}. Install a newer Node.`,
  );
}

const hashOf = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

/**
 * What is installed, as a text: the lock file, and npm's own list of the folder. The list changes when somebody installs or prunes
 * without development packages, which the build needs.
 */
function describeInstallation(root) {
  const installed = listIn(root);
  return existsSync(installed) ? `${hashOf(`${root}package-lock.json`)} ${hashOf(installed)}` : "";
}

const listIn = (root) => `${root}node_modules/.package-lock.json`;

/** Packages can also be missing in a workspace's folder, where npm puts a second version of one. */
function hasEveryPackage(root) {
  const { packages } = JSON.parse(readFileSync(listIn(root), "utf8"));
  // npm lists what a lock file still has of a removed package, and doesn't install it.
  return Object.entries(packages).every(
    ([path, { extraneous }]) => extraneous || existsSync(`${root}${path}`),
  );
}

const markerIn = (root) => `${root}node_modules/.installed-lock-hash`;

/** Whether `root` has what its lock file lists, development packages included. */
export function isInstalled(root) {
  const marker = markerIn(root);
  return (
    existsSync(marker) && readFileSync(marker, "utf8") === describeInstallation(root) && hasEveryPackage(root)
  );
}

export async function ensureInstalled() {
  requireNode();
  if (isInstalled(ROOT)) return;
  const startMs = Date.now();
  process.stdout.write("Installing packages (the first time only) …\n");
  // An installation that is interrupted is repeated at the next start.
  rmSync(markerIn(ROOT), { force: true });
  // npm believes its list without looking at the folders.
  rmSync(listIn(ROOT), { force: true });
  // npm leaves out development packages with NODE_ENV=production, and the build needs them.
  const args = ["install", "--include=dev", "--no-save", "--no-fund", "--no-audit", "--loglevel=error"];
  const { code, output } = await run(...npm(...args), { cwd: ROOT });
  if (code !== 0) fail(`npm ${args.join(" ")} failed:\n${output}\nIs the npm registry within reach?`);
  markInstalled(ROOT);
  process.stdout.write(dim(`  packages installed in ${seconds(startMs)}\n`));
}

/** Remembers that the installation of `root` is complete. */
export function markInstalled(root) {
  writeFileSync(markerIn(root), describeInstallation(root));
}
