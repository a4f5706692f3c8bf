/** What a page downloads for the SDK: minified and brotli, against the limits that the project set itself. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

execFileSync("npm", ["run", "--silent", "size"], {
  cwd: fileURLToPath(new URL("../packages/agent-sdk", import.meta.url)),
  stdio: "inherit",
});
