/** The npm packages that go into the production artefact: those that the server and the pages need, and all that these need. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../paths.mjs";

/** What is built into the artefact. Their own packages (`@videoengager/…`) are part of the project and have its licence. */
const BUILT = [
  "packages/platform",
  "packages/push-client",
  "packages/call-ui",
  "apps/agent-desk",
  "apps/visitor-demo",
];
const SHARED = ["packages/ui-kit"];
const OURS = /^(@videoengager\/|videoengager-agent-sdk$)/;

/** A manifest with its licence as SPDX text. Old packages have an object, or a list of objects, instead. */
function readManifest(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const licences = [manifest.license ?? manifest.licenses ?? []].flat();
  const license = licences.map((each) => each.type ?? each).join(" OR ");
  return { ...manifest, license: license || "unknown" };
}

/** The folder that Node takes for a package that is imported in `from`; null if it isn't installed. */
function findPackage(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", name);
    if (existsSync(join(found, "package.json"))) return found;
    if (folder === dirname(folder)) return null;
  }
}

/**
 * Each package once per version, sorted by name, with the folder that it is installed in. Optional packages that aren't installed
 * are for other systems.
 */
export function listProductionPackages() {
  const found = new Map();
  const visit = (folder) => {
    const { dependencies = {}, optionalDependencies = {} } = readManifest(folder);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (OURS.test(name)) continue;
      const installed = findPackage(name, folder);
      if (installed === null && name in optionalDependencies) continue;
      if (installed === null) throw new Error(`${name}, which ${folder} needs, is not installed.`);
      if (found.has(installed)) continue;
      found.set(installed, readManifest(installed));
      visit(installed);
    }
  };
  for (const folder of [...BUILT, ...SHARED]) visit(join(ROOT, folder));
  const packages = [...found].map(([folder, manifest]) => ({ folder, manifest }));
  const key = ({ manifest }) => `${manifest.name}@${manifest.version}`;
  return [...new Map(packages.map((each) => [key(each), each])).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => each);
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/** The texts of a package's licence files. */
export function readLicenceTexts({ folder }) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8").trim());
}
