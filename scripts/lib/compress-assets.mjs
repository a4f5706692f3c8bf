/**
 * Writes a Brotli and a gzip copy beside each script, style sheet and picture of a built page. The platform sends a copy to browsers that
 * accept it. Only files whose name has a hash of their content, because a copy must never be older than its file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const COMPRESSIBLE = /-[\w-]{8,}\.(?:js|css|svg)$/;
/** A smaller file fits into one packet in any case. */
const MIN_BYTES = 1_400;

/** @param dist a package's built folder; one without `assets` stays as it is */
export function compressAssets(dist) {
  const folder = `${dist}/assets`;
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const file = `${folder}/${name}`;
    if (!COMPRESSIBLE.test(name)) continue;
    const content = readFileSync(file);
    if (content.length < MIN_BYTES) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
