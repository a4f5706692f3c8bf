/** `npm run artefact`: everything that production needs in one archive, without this repository and its tools. */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { buildPackages } from "./lib/build-packages.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/paths.mjs";
import { fail, seconds } from "./lib/report.mjs";

const { out } = parseArgs({
  options: { out: { type: "string", default: join(ROOT, ".build/artefact") } },
}).values;
const startMs = Date.now();
await ensureInstalled();
await buildPackages();

const { findForbiddenLicences } = await import("./lib/artefact/licences.mjs");
const { listProductionPackages } = await import("./lib/artefact/production-packages.mjs");
const { readSourceState } = await import("./lib/artefact/source-state.mjs");
const { readProduct, stageArtefact, targetOf } = await import("./lib/artefact/stage.mjs");
const { writeArchive } = await import("./lib/artefact/write-archive.mjs");

const packages = listProductionPackages();
const forbidden = findForbiddenLicences(packages);
if (forbidden.length > 0) fail(`Licences that are not allowed in the artefact:\n  ${forbidden.join("\n  ")}`);
const { commit, timeMs } = await readSourceState();
const { name, version } = readProduct();
const prefix = `${name}-${version}`;
const stage = join(out, "stage");
const file = join(out, `${prefix}-${targetOf()}.tar.gz`);

mkdirSync(out, { recursive: true });
await stageArtefact(stage, { commit, packages });
const archive = await writeArchive({ folder: stage, file, prefix, timeMs });
rmSync(stage, { recursive: true });
const hash = createHash("sha256").update(archive).digest("hex");
writeFileSync(`${file}.sha256`, `${hash}  ${basename(file)}\n`);
process.stdout.write(`${file}\n`);
process.stdout.write(
  `  ${(archive.length / 1e6).toFixed(1)} MB · ${packages.length} packages · commit ${commit || "unknown"} · ${seconds(startMs)}\n  sha256 ${hash}\n`,
);
