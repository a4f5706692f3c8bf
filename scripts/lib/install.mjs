/** Installs the project's npm packages where they are missing or not those of the lock file. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "./paths.mjs";
import { dim, fail, run, seconds } from "./report.mjs";

const MARKER = `${ROOT}node_modules/.installed-lock-hash`;
const MINIMUM_NODE = [20, 19];

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `Node ${MINIMUM_NODE.join(".")} or newer is needed; this is ${process.versions.node}. Install a newer Node.`,
  );
}

/**
 * The lock file was made where only the native packages of Linux with glibc are to be had, so it lists no others; `npm ci`
 * refuses it for that. Elsewhere the exact versions of the package files decide.
 */
function isLockedPlatform() {
  return process.platform === "linux" && Boolean(process.report.getReport().header.glibcVersionRuntime);
}

export async function ensureInstalled() {
  requireNode();
  const lockHash = createHash("sha256")
    .update(readFileSync(`${ROOT}package-lock.json`))
    .digest("hex");
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === lockHash) return;
  const startMs = Date.now();
  process.stdout.write("Installing packages (the first time only) …\n");
  // npm leaves out development packages with NODE_ENV=production, and the build needs them.
  const args = [
    "install",
    "--include=dev",
    "--no-save",
    ...(isLockedPlatform() ? [] : ["--no-package-lock"]),
  ];
  const { code, output } = await run("npm", [...args, "--no-fund", "--no-audit", "--loglevel=error"], {
    cwd: ROOT,
  });
  if (code !== 0) fail(`npm ${args.join(" ")} failed:\n${output}\nIs the npm registry within reach?`);
  writeFileSync(MARKER, lockHash);
  process.stdout.write(dim(`  packages installed in ${seconds(startMs)}\n`));
}
