/**
 * Makes the release that the platform serves, below `/agent/{version}/` or `/visitor-sdk/{version}/`, from the built package in
 * the current folder:
 *
 *   index.js        the script tag's file, with its source map beside it
 *   {package}.tgz   the package for `npm install <address>`
 *   integrity.json  the version and the hash of each file
 *
 * Text files are also written compressed (`.br`, `.gz`), so that the server compresses nothing per request. The same
 * sources give the same bytes: npm sorts the archive's entries and sets every time stamp to the same date.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { npm } from "../../../scripts/lib/programs.mjs";

const PACKAGE = process.cwd();
const DIST = join(PACKAGE, "dist");
const RELEASE = join(DIST, "release");
const SCRIPT = "index.js";
const SOURCE_MAP = "index.iife.js.map";

/** A Subresource Integrity value, as `<script integrity>` and npm's lock file write it. */
function integrityOf(content, algorithm) {
  return `${algorithm}-${createHash(algorithm).update(content).digest("base64")}`;
}

function writeCompressible(name, content) {
  writeFileSync(join(RELEASE, name), content);
  writeFileSync(join(RELEASE, `${name}.br`), brotliCompressSync(content));
  writeFileSync(join(RELEASE, `${name}.gz`), gzipSync(content, { level: 9 }));
}

/** What an application needs of the manifest: no build scripts, no development dependencies. */
function publishedManifest() {
  const {
    scripts: _scripts,
    devDependencies: _development,
    ...manifest
  } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  return manifest;
}

/**
 * Tools that do not read `exports` (TypeScript's `node10`, Jest 27) look for a subpath as a folder: this is that folder's
 * manifest.
 */
function subpathManifest(subpath) {
  const file = `../dist/${subpath}/index`;
  return { main: `${file}.cjs`, module: `${file}.js`, types: `${file}.d.ts` };
}

/** The folders among a package's exports: `react` of `./react`. */
function subpathsOf({ exports }) {
  return Object.keys(exports).flatMap((path) => /^\.\/([a-z-]+)$/.exec(path)?.[1] ?? []);
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Packs a copy of the package; returns the archive's bytes. */
function packTarball(manifest, scriptIntegrity) {
  const folder = mkdtempSync(join(tmpdir(), "sdk-release-"));
  try {
    cpSync(DIST, join(folder, "dist"), {
      recursive: true,
      filter: (source) => !source.startsWith(RELEASE),
    });
    const readme = readFileSync(join(PACKAGE, "README.md"), "utf8");
    writeFileSync(join(folder, "README.md"), readme.replaceAll("sha384-…", scriptIntegrity));
    cpSync(join(PACKAGE, "../../LICENSE"), join(folder, "LICENSE"));
    writeJson(join(folder, "package.json"), manifest);
    for (const subpath of subpathsOf(manifest)) {
      mkdirSync(join(folder, subpath));
      writeJson(join(folder, subpath, "package.json"), subpathManifest(subpath));
    }
    const output = execFileSync(...npm("pack", "--ignore-scripts", "--json"), {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [packed] = Object.values(JSON.parse(output));
    return readFileSync(join(folder, packed.filename));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

rmSync(RELEASE, { recursive: true, force: true });
mkdirSync(RELEASE, { recursive: true });

const manifest = publishedManifest();
const script = readFileSync(join(DIST, "index.iife.js"));
const scriptIntegrity = integrityOf(script, "sha384");
const tarball = packTarball(manifest, scriptIntegrity);
const tarballName = `${manifest.name}.tgz`;

writeCompressible(SCRIPT, script);
writeCompressible(SOURCE_MAP, readFileSync(join(DIST, SOURCE_MAP)));
writeFileSync(join(RELEASE, tarballName), tarball);
const integrity = {
  version: manifest.version,
  files: { [SCRIPT]: scriptIntegrity, [tarballName]: integrityOf(tarball, "sha512") },
};
writeJson(join(RELEASE, "integrity.json"), integrity);
process.stdout.write(`release ${manifest.version}: ${SCRIPT} ${scriptIntegrity}\n`);
