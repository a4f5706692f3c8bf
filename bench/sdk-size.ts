/** What a page downloads for the SDK, minified and brotli, against the size that the project aims at. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

console.log("Size of the SDK");
const { error } = spawnSync("npm", ["run", "--silent", "size"], {
  cwd: fileURLToPath(new URL("../packages/agent-sdk", import.meta.url)),
  stdio: "inherit",
});
if (error) throw error;
