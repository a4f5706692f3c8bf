/** What systemd thinks of the unit in `deploy/`. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { installProgram } from "../helpers/install-program.ts";

const run = promisify(execFile);
const DEPLOY = fileURLToPath(new URL("../../../../deploy", import.meta.url));
/** systemd's figure for the unit was 1.4 when it was written; 0 is closed, 10 is open. */
const MAX_EXPOSURE_IN_TENTHS = 15;

it("systemd accepts the unit, and finds it closed", async () => {
  await run("which", ["systemd-analyze"]).catch(() => installProgram("systemd"));
  const unit = join(DEPLOY, "platform.service");
  const { stdout, stderr } = await run("systemd-analyze", ["verify", unit]);
  expect(stdout + stderr).toBe("");
  await run("systemd-analyze", [
    "security",
    "--offline=true",
    `--threshold=${MAX_EXPOSURE_IN_TENTHS}`,
    "--no-pager",
    unit,
  ]);
});
