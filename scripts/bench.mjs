/** `npm run bench [name …]`: every benchmark in `bench/`, or those named, one after the other. */
import { readdirSync } from "node:fs";
import { buildPackages } from "./lib/build-packages.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/paths.mjs";
import { programOf } from "./lib/programs.mjs";
import { fail, run } from "./lib/report.mjs";

const NOT_A_BENCHMARK = new Set(["report.ts"]);

await ensureInstalled();
const { ensureSystemPackages } = await import("./lib/system-packages.mjs");
await ensureSystemPackages();
await buildPackages();
const all = readdirSync(`${ROOT}bench`).filter((file) => file.endsWith(".ts") && !NOT_A_BENCHMARK.has(file));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(`${name}.ts`));
if (unknown.length > 0)
  fail(`No benchmark ${unknown.join(", ")}. There are: ${all.map((file) => file.slice(0, -3)).join(", ")}.`);
for (const file of wanted.length > 0 ? wanted.map((name) => `${name}.ts`) : all) {
  process.stdout.write("\n");
  const { code } = await run(process.execPath, [programOf("unrun"), `${ROOT}bench/${file}`], {
    cwd: ROOT,
    show: true,
  });
  if (code !== 0) process.exitCode = 1;
}
