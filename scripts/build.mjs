import { readFileSync } from "node:fs";
import { buildPackages } from "./lib/build-packages.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/paths.mjs";

await ensureInstalled();
await buildPackages();

for (const [name, folder, path] of [
  ["SDK", "agent-sdk", "agent"],
  ["visitor's library", "visitor-sdk", "visitor-sdk"],
]) {
  const file = `${ROOT}packages/${folder}/dist/release/integrity.json`;
  const { version, files } = JSON.parse(readFileSync(file, "utf8"));
  process.stdout.write(`Release ${version} of the ${name}, served below /${path}/${version}/:\n`);
  for (const [released, hash] of Object.entries(files)) process.stdout.write(`  ${released}  ${hash}\n`);
}
