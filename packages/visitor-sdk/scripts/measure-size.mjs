/** Measures what a page downloads of the built package, in bytes of brotli. Exits 1 above the ceiling. */
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const CEILING = 8_000;

for (const file of ["index.js", "index.iife.js"]) {
  const code = readFileSync(new URL(`../dist/${file}`, import.meta.url), "utf8");
  const { length } = brotliCompressSync(code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ""));
  process.stdout.write(`${file}  ${length} bytes brotli · ceiling ${CEILING}\n`);
  if (length > CEILING) process.exitCode = 1;
}
