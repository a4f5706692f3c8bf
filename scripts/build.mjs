import { readFileSync } from "node:fs";
import { buildPackages } from "./lib/build-packages.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/paths.mjs";

await ensureInstalled();
await buildPackages();

const release = JSON.parse(readFileSync(`${ROOT}packages/agent-sdk/dist/release/integrity.json`, "utf8"));
process.stdout.write(`The SDK's release ${release.version}, served below /agent/${release.version}/:\n`);
for (const [file, hash] of Object.entries(release.files)) process.stdout.write(`  ${file}  ${hash}\n`);
