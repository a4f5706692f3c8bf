/** Measures what a page downloads of the built package, in bytes of brotli. Exits 1 above a ceiling. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");

/** A module and all that it imports, once each; on demand as well, if asked. */
function closure(file, onDemand, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, "utf8");
  const imports = onDemand
    ? /(?:from|import)\s*\(?\s*["'`](\.[^"'`]+)["'`]/g
    : /(?:from|import)\s*["'`](\.[^"'`]+)["'`]/g;
  for (const [, path] of text.matchAll(imports)) closure(join(dirname(file), path), onDemand, found);
  return found;
}

const sizeOf = (files) => {
  let minified = 0;
  let brotli = 0;
  for (const file of files) {
    const code = readFileSync(file, "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "");
    minified += Buffer.byteLength(code);
    brotli += brotliCompressSync(code).length;
  }
  return { minified, brotli };
};

const entry = join(dist, "index.js");
const figures = [
  { name: "ES modules, all included", size: sizeOf(closure(entry, true)), ceiling: 23_800 },
  { name: "ES modules, never on the queue", size: sizeOf(closure(entry, false)), ceiling: 16_400 },
  { name: "script tag", size: sizeOf([join(dist, "index.iife.js")]), ceiling: 21_800 },
];
for (const { name, size, ceiling } of figures) {
  const { minified, brotli } = size;
  process.stdout.write(
    `${name}\n  ${minified} bytes minified · ${brotli} bytes brotli · ceiling ${ceiling}\n`,
  );
  if (brotli > ceiling) process.exitCode = 1;
}
