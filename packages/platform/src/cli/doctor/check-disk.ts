import { statfs } from "node:fs/promises";
import { type Finding, ok, warning, wrong } from "./finding.ts";

const MEGABYTE = 1_000_000;

/** Free space of DATA_DIR below which something is reported. */
export interface DiskLimits {
  readonly warningBytes: number;
  readonly wrongBytes: number;
}

/** The write-ahead log alone can need 40 MB, and an upgrade copies the database. */
const LIMITS: DiskLimits = { warningBytes: 1_000 * MEGABYTE, wrongBytes: 200 * MEGABYTE };

/** Whether the data folder's disk has space left. Empty if the folder can't be examined, which another check reports. */
export async function checkDisk(dataDir: string, limits: DiskLimits = LIMITS): Promise<readonly Finding[]> {
  const check = "disk space";
  try {
    const { bavail, bsize } = await statfs(dataDir);
    const freeBytes = bavail * bsize;
    const found = `${Math.floor(freeBytes / MEGABYTE)} MB are free for ${dataDir}`;
    const fix = "Free some space, or move DATA_DIR to a larger disk.";
    if (freeBytes < limits.wrongBytes)
      return [wrong(check, `only ${found}: writes fail when the disk is full`, fix, "disk-space")];
    return [
      freeBytes < limits.warningBytes ? warning(check, `only ${found}`, fix, "disk-space") : ok(check, found),
    ];
  } catch {
    return [];
  }
}
