/** `npm run dev`: builds what changed on every save, and restarts the platform when its own code did. */
import { existsSync, watch } from "node:fs";
import { BUILT_PACKAGES, buildPackages } from "./lib/build-packages.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/paths.mjs";
import { startPlatform } from "./lib/platform-process.mjs";
import { bold, dim, run } from "./lib/report.mjs";

const SETTLE_MS = 100;
let platform = null;

async function restart() {
  if (platform) {
    const ended = new Promise((resolve) => platform.child.on("exit", resolve));
    platform.child.kill("SIGTERM");
    await ended;
  }
  platform = startPlatform({ DEMO: "1", LOG_LEVEL: process.env.LOG_LEVEL ?? "info" });
  const { url } = await platform.ready;
  process.stdout.write(`${bold("Running")} at ${url}/desk/\n`);
}

let building = Promise.resolve();
let timer = null;

async function rebuild() {
  const child = await run(process.execPath, [`${ROOT}scripts/build.mjs`], { cwd: ROOT });
  process.stdout.write(child.output);
  if (child.code !== 0) return;
  if (child.output.includes("packages/platform")) await restart();
  else if (child.output) process.stdout.write(dim("Reload the page to see it.\n"));
}

await ensureInstalled();
await buildPackages();
await restart();
const folders = new Set(BUILT_PACKAGES.flatMap(({ folder, inputs }) => [folder, ...inputs]));
for (const folder of folders) {
  const source = existsSync(`${ROOT}${folder}/src`) ? `${ROOT}${folder}/src` : `${ROOT}${folder}`;
  watch(source, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(rebuild, rebuild);
    }, SETTLE_MS);
  });
}
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    platform?.child.kill("SIGTERM");
    process.exit(0);
  });
