/** Builds what changed: a package is built again only when its inputs differ from those of its last build. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { compressAssets } from "./compress-assets.mjs";
import { ROOT } from "./paths.mjs";
import { npm } from "./programs.mjs";
import { dim, fail, run, seconds } from "./report.mjs";

const HASHES = `${ROOT}.build`;
const PROTOCOL = "packages/protocol";
const UI_KIT = "packages/ui-kit";

/** Every built package: the folders that go into it, and the packages that must be built before it. */
export const BUILT_PACKAGES = [
  { folder: "packages/agent-sdk", inputs: [PROTOCOL], after: [] },
  { folder: "packages/visitor-sdk", inputs: [PROTOCOL, "packages/agent-sdk/scripts"], after: [] },
  { folder: "packages/push-client", inputs: [PROTOCOL], after: [] },
  { folder: "packages/platform", inputs: [PROTOCOL], after: [] },
  { folder: "packages/call-ui", inputs: [PROTOCOL, UI_KIT], after: [] },
  {
    folder: "apps/visitor-demo",
    inputs: [UI_KIT, "packages/visitor-sdk", PROTOCOL],
    after: ["packages/visitor-sdk"],
  },
  {
    folder: "apps/agent-desk",
    inputs: [UI_KIT, "packages/agent-sdk", PROTOCOL],
    after: ["packages/agent-sdk"],
  },
];

const IGNORED = new Set(["node_modules", "dist", "test", "test-results"]);

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (IGNORED.has(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function inputHash({ folder, inputs }) {
  const hash = createHash("sha256").update(readFileSync(`${ROOT}package-lock.json`));
  for (const input of [folder, ...inputs])
    for (const file of filesBelow(`${ROOT}${input}`))
      hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest("hex");
}

const hashFile = ({ folder }) => `${HASHES}/${folder.replaceAll("/", "-")}.hash`;

function isCurrent(item, hash) {
  const file = hashFile(item);
  return existsSync(`${ROOT}${item.folder}/dist`) && existsSync(file) && readFileSync(file, "utf8") === hash;
}

async function buildOne(item) {
  const hash = inputHash(item);
  if (isCurrent(item, hash)) return false;
  const startMs = Date.now();
  rmSync(hashFile(item), { force: true });
  const { code, output } = await run(...npm("run", "--silent", "build"), {
    cwd: `${ROOT}${item.folder}`,
    // The same files, whatever it is outside: Vite builds a page for development with any other value.
    env: { NODE_ENV: "production" },
  });
  if (code !== 0) throw new Error(`Building ${item.folder} failed:\n${output}`);
  compressAssets(`${ROOT}${item.folder}/dist`);
  mkdirSync(HASHES, { recursive: true });
  writeFileSync(hashFile(item), hash);
  process.stdout.write(dim(`  built ${item.folder} in ${seconds(startMs)}\n`));
  return true;
}

/** Builds every package that needs it, each after those that it needs. Resolves to the folders that were built. */
export async function buildPackages() {
  const running = new Map();
  const build = (item) => {
    const before = item.after.map((folder) => running.get(folder));
    const promise = Promise.all(before).then(() => buildOne(item));
    running.set(item.folder, promise);
    return promise.then((built) => (built ? item.folder : null));
  };
  try {
    const folders = await Promise.all(BUILT_PACKAGES.map(build));
    return folders.filter((folder) => folder !== null);
  } catch (error) {
    return fail(error.message);
  }
}
