/** `npm run sbom`: what the production artefact contains, as a CycloneDX file and as a list of licences. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/paths.mjs";

await ensureInstalled();
const { listLicences } = await import("./lib/artefact/licences.mjs");
const { listProductionPackages } = await import("./lib/artefact/production-packages.mjs");
const { makeSbom } = await import("./lib/artefact/sbom.mjs");
const { readProduct } = await import("./lib/artefact/stage.mjs");

const folder = join(ROOT, ".build/sbom");
const packages = listProductionPackages();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "sbom.cdx.json"), makeSbom(readProduct(), packages));
writeFileSync(join(folder, "licences.txt"), listLicences(packages));
process.stdout.write(
  `${listLicences(packages)}\n${packages.length} packages: ${join(folder, "sbom.cdx.json")}\n`,
);
