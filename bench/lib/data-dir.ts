import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const IN_MEMORY: readonly string[] = ["tmpfs", "ramfs"];

/**
 * A new folder for a platform's data, on a disk. In memory, writing "to the disk before the answer" costs nothing, so this refuses
 * such a file system. `BENCH_DIR` names another place than the system's temporary folder.
 */
export function createDataDir(): string {
  const parent = process.env.BENCH_DIR ?? tmpdir();
  const fileSystem = findFileSystem(parent);
  if (IN_MEMORY.includes(fileSystem))
    throw new Error(`${parent} is in memory (${fileSystem}). Set BENCH_DIR to a folder on a disk.`);
  return mkdtempSync(join(parent, "ve-bench-"));
}

/** For the report: what a figure that depends on the disk was measured on. */
export function describeDisk(): string {
  const parent = process.env.BENCH_DIR ?? tmpdir();
  return `data on ${findFileSystem(parent)} (${parent})`;
}

function findFileSystem(folder: string): string {
  return execFileSync("stat", ["--file-system", "--format=%T", folder], { encoding: "utf8" }).trim();
}
