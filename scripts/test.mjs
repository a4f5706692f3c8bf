/** `npm test`, `npm run check` (--quick: no build, no browser) and `npm run test:long` (--long). */
import { mkdirSync } from "node:fs";
import { buildPackages } from "./lib/build-packages.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/paths.mjs";
import { bold, dim, green, red, seconds } from "./lib/report.mjs";

await ensureInstalled();
const { CHECKS } = await import("./lib/checks.mjs");
const mode = process.argv.includes("--quick") ? "quick" : process.argv.includes("--long") ? "long" : "full";
const startMs = Date.now();

if (mode !== "quick") {
  const { ensureSystemPackages } = await import("./lib/system-packages.mjs");
  await ensureSystemPackages();
}
// Also for the quick check: the desk's types come from the built SDK.
await buildPackages();
mkdirSync(`${ROOT}.build/results`, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
for (const check of CHECKS[mode]) {
  const checkStartMs = Date.now();
  const { passed, failed, skipped, output } = await check.execute();
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) process.stdout.write(`${output}\n`);
  const mark = failed > 0 ? red("✗") : green("✓");
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ""}${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  process.stdout.write(`${mark} ${bold(check.name)} ${dim(`${counts} · ${seconds(checkStartMs)}`)}\n`);
}
process.stdout.write(dim(`\nin ${seconds(startMs)}\n`));
const skippedNote = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skippedNote}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
