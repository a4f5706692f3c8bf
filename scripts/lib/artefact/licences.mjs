/** The licences that the production artefact may contain, and the lists of what it contains. */
import { readLicenceTexts } from "./production-packages.mjs";

/** Permissive licences, by their SPDX identifiers. They ask for no more than that their text is kept. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
]);

/** `(MIT OR GPL-2.0)` is allowed, `MIT AND GPL-2.0` isn't. */
function isAllowed(licence) {
  const bare = licence.replace(/^\((.*)\)$/, "$1");
  if (bare.includes(" OR ")) return bare.split(" OR ").some(isAllowed);
  return bare.split(" AND ").every((each) => ALLOWED.has(each));
}

/** The packages whose licence is not on the list, as `name@version: licence`. */
export function findForbiddenLicences(packages) {
  return packages
    .filter((each) => !isAllowed(each.manifest.license))
    .map(({ manifest }) => `${manifest.name}@${manifest.version}: ${manifest.license}`);
}

const nameOf = ({ manifest }) => `${manifest.name} ${manifest.version}`;

/** One line per package. */
export function listLicences(packages) {
  return packages.map((each) => `${nameOf(each).padEnd(48)} ${each.manifest.license}\n`).join("");
}

/** Every package's licence text, as their licences demand of a copy. Packages with the same text share it. */
export function collectLicenceTexts(packages) {
  const byText = new Map();
  for (const each of packages) {
    const texts = readLicenceTexts(each);
    const text = texts.length > 0 ? texts.join("\n\n") : describeWithoutText(each.manifest);
    byText.set(text, [...(byText.get(text) ?? []), `${nameOf(each)} (${each.manifest.license})`]);
  }
  const parts = [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  return `This software contains the following packages.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

/** Some packages name their licence and author, and have no file with the text. */
function describeWithoutText({ license, author, repository }) {
  const name = typeof author === "string" ? author : author?.name;
  const url = typeof repository === "string" ? repository : repository?.url;
  return [`License: ${license}`, name && `Author: ${name}`, url && `Source: ${url}`]
    .filter(Boolean)
    .join("\n");
}
