/** Puts the artefact's files into a folder: the bundled server, the pages, libsql, and what an operator needs. */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../paths.mjs";
import { bundleServer } from "./bundle-server.mjs";
import { collectLicenceTexts } from "./licences.mjs";
import { makeSbom } from "./sbom.mjs";

const PLATFORM = join(ROOT, "packages/platform");

/** The folders of `page-folders.artefact.ts`. */
const PAGES = [
  { name: "call-ui", from: "packages/call-ui/dist" },
  { name: "push-client", from: "packages/push-client/dist" },
  { name: "agent-sdk/release", from: "packages/agent-sdk/dist/release" },
  { name: "visitor-sdk/release", from: "packages/visitor-sdk/dist/release" },
  { name: "agent-desk", from: "apps/agent-desk/dist" },
  { name: "visitor-demo", from: "apps/visitor-demo/dist" },
  { name: "ui-kit-styles", from: "packages/ui-kit/styles" },
  { name: "own", from: "packages/platform/pages" },
];

/** libsql stays outside of the bundle: these are its packages, and what Node reads of them. */
const NATIVE = /^(libsql|@libsql\/.*|@neon-rs\/load|detect-libc)$/;
const NATIVE_FILE = /\.(js|cjs|mjs|json|node)$|(^|\/)[^./]+$|LICENSE[^/]*$/;

const LAUNCHERS = {
  "main.js": 'import "./server/main.js";\n',
  "cli.js": '#!/usr/bin/env node\nimport "./server/cli.js";\n',
};

/** What an operator reads. */
const OPERATOR_PAGES = [
  "LICENSE",
  "CHANGELOG.md",
  "SECURITY.md",
  "docs/operating.md",
  "docs/doctor.md",
  "docs/monitoring.md",
  "docs/runbooks",
];

/** Of `deploy/`. What an operator makes there (secrets, names) must not get into the archive. */
const DEPLOY_FILES = [
  "Caddyfile",
  "healthcheck.mjs",
  "monitoring",
  "nginx.conf",
  "platform.env.example",
  "platform.service",
  "turnserver.conf",
];

/** The libsql library of this machine's system: `linux-x64-gnu`. */
export function targetOf() {
  const { glibcVersionRuntime } = process.report.getReport().header;
  const libc = process.platform === "linux" ? (glibcVersionRuntime ? "-gnu" : "-musl") : "";
  return `${process.platform}-${process.arch}${libc}`;
}

function copyNative(folder, packages) {
  for (const { manifest, folder: installed } of packages.filter((each) => NATIVE.test(each.manifest.name))) {
    const { name } = manifest;
    if (name.startsWith("@libsql/") && name !== `@libsql/${targetOf()}`) continue;
    cpSync(installed, join(folder, "node_modules", name), {
      recursive: true,
      filter: (source) =>
        source === installed ||
        (!/node_modules/.test(source.slice(installed.length)) &&
          NATIVE_FILE.test(source.slice(installed.length))),
    });
  }
}

/** A package can be in the bundle without being in the lists, if one imports what it doesn't declare. */
function requireListed(bundled, packages) {
  const listed = new Set(packages.map(({ manifest }) => manifest.name));
  const missing = [...bundled].filter((name) => !listed.has(name) && !name.startsWith("@videoengager"));
  if (missing.length > 0)
    throw new Error(`In the bundle, but not among the declared dependencies: ${missing.join(", ")}.`);
}

export function readProduct() {
  const { version, license } = JSON.parse(readFileSync(join(PLATFORM, "package.json"), "utf8"));
  return { name: "videoengager-platform", version, license };
}

function copyForOperators(folder) {
  const copy = (path) => cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  for (const path of OPERATOR_PAGES) copy(path);
  for (const file of DEPLOY_FILES) copy(`deploy/${file}`);
  // Its links lead from packages/platform to the root, where it is now.
  const readme = readFileSync(join(PLATFORM, "README.md"), "utf8").replaceAll("](../../", "](");
  writeFileSync(join(folder, "README.md"), readme);
}

/** @param folder is emptied first */
export async function stageArtefact(folder, { commit, packages }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  requireListed(await bundleServer(join(folder, "server"), { commit }), packages);
  for (const { name, from } of PAGES) {
    if (!existsSync(join(ROOT, from))) throw new Error(`${from} is missing. Build it first: npm run build`);
    cpSync(join(ROOT, from), join(folder, "pages", name), { recursive: true });
  }
  copyNative(folder, packages);
  for (const [name, text] of Object.entries(LAUNCHERS)) writeFileSync(join(folder, name), text);
  chmodSync(join(folder, "cli.js"), 0o755);
  const product = readProduct();
  const manifest = {
    ...product,
    type: "module",
    private: true,
    bin: { platform: "cli.js" },
    engines: { node: ">=20.19" },
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, "sbom.cdx.json"), makeSbom(product, packages));
  writeFileSync(join(folder, "THIRD-PARTY-LICENSES.txt"), collectLicenceTexts(packages));
  copyForOperators(folder);
}
