/** What comes from others: its licences, and what it may run when it is installed. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { findForbiddenLicences, listLicences } from "../lib/artefact/licences.mjs";
import { listProductionPackages } from "../lib/artefact/production-packages.mjs";
import { makeSbom } from "../lib/artefact/sbom.mjs";

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");

interface LockedPackage {
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
}
const lock = JSON.parse(read("package-lock.json")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const packages = listProductionPackages();

it("everything in the production artefact has a permissive licence", () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(findForbiddenLicences(packages)).toEqual([]);
});

it.each([
  ["MIT", true],
  ["(MIT OR GPL-3.0-only)", true],
  ["(BSD-2-Clause AND MIT)", true],
  ["MIT AND GPL-3.0-only", false],
  ["GPL-3.0-only", false],
  ["unknown", false],
])("the licence %s is allowed: %s", (license, allowed) => {
  const found = findForbiddenLicences([
    { folder: "", manifest: { name: "some", version: "1.0.0", license } },
  ]);
  expect(found).toEqual(allowed ? [] : [`some@1.0.0: ${license}`]);
});

it("installing runs no script of a package, and nothing in production has one", () => {
  expect(read(".npmrc")).toContain("ignore-scripts=true\n");
  const withScripts = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path);
  // A new one fails here: check that it works without its script. esbuild does.
  expect(withScripts).toEqual(["node_modules/esbuild"]);
  const production = packages.filter(
    ({ manifest }) =>
      manifest.scripts?.preinstall ?? manifest.scripts?.install ?? manifest.scripts?.postinstall,
  );
  expect(production.map(({ manifest }) => manifest.name)).toEqual([]);
});

it("the lock file has the hash of every package, and no registry's address", () => {
  const unhashed = Object.entries(lock.packages)
    .filter(([path]) => path.includes("node_modules/"))
    // A link is a folder of this project; what is in the bundle of another package has that one's hash.
    .filter(([, { integrity, link, inBundle }]) => !link && !inBundle && integrity === undefined);
  expect(unhashed.map(([path]) => path)).toEqual([]);
  expect(read("package-lock.json")).not.toMatch(/"resolved": "http/);
});

it("the bill of materials lists every package once, and is the same each time", () => {
  const product = { name: "product", version: "1.0.0", license: "MIT" };
  const sbom = makeSbom(product, packages);
  const { bomFormat, components } = JSON.parse(sbom) as { bomFormat: string; components: { purl: string }[] };
  expect(bomFormat).toBe("CycloneDX");
  expect(components.map(({ purl }) => purl).toSorted()).toEqual(
    packages
      .map(({ manifest }) => `pkg:npm/${manifest.name.replace("@", "%40")}@${manifest.version}`)
      .toSorted(),
  );
  expect(makeSbom(product, packages)).toBe(sbom);
  expect(listLicences(packages).split("\n").length).toBe(packages.length + 1);
});
