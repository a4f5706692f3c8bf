import { buildPackages } from "./lib/build-packages.mjs";
import { ensureInstalled } from "./lib/install.mjs";

await ensureInstalled();
await buildPackages();
