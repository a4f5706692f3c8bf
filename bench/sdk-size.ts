/** What a page downloads for the SDK, minified and brotli, against the size that the project aims at. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const MEASURE = new URL("../packages/agent-sdk/scripts/measure-size.mjs", import.meta.url);

console.log("Size of the SDK");
const { error } = spawnSync(process.execPath, [fileURLToPath(MEASURE)], { stdio: "inherit" });
if (error) throw error;
