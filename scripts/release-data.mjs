/** `npm run release-data`: the data of this version, for the tests of later versions. */
import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/paths.mjs";

await ensureInstalled();
const { ensureSystemPackages } = await import("./lib/system-packages.mjs");
await ensureSystemPackages();
const { runnerImport } = await import("vite");
await runnerImport(`${ROOT}packages/platform/test/fixtures/make-release-data.ts`, { configFile: false });
