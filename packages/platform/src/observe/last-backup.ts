import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Beside the database, so that the server can show the backup's age. */
export const LAST_BACKUP_FILE: string = "last-backup.json";

const RECORD = z.object({ atMs: z.number().int().positive() });

export async function writeLastBackup(dataDir: string, atMs: number): Promise<void> {
  await writeFile(join(dataDir, LAST_BACKUP_FILE), `${JSON.stringify({ atMs })}\n`, { mode: 0o600 });
}

/** Null if there was none, or if its record can't be read. */
export async function readLastBackup(dataDir: string): Promise<number | null> {
  try {
    return RECORD.parse(JSON.parse(await readFile(join(dataDir, LAST_BACKUP_FILE), "utf8"))).atMs;
  } catch {
    return null;
  }
}
