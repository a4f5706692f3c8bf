import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import LibsqlDatabase from "libsql";
import { readSqliteCode } from "./storage-error.ts";

const LOCK_FILE = "platform.lock";
/** At a restart the previous process can still be closing. */
const WAIT_MS = 1_000;
const RETRY_INTERVAL_MS = 50;

/** Another platform runs on the same data folder. */
export class DataDirInUseError extends Error {
  constructor(dataDir: string) {
    super(
      `Another platform is running on DATA_DIR=${dataDir}. Stop it, or start this one on another folder: DATA_DIR=${dataDir}-2. Several nodes need PostgreSQL (DATABASE_URL).`,
    );
    this.name = "DataDirInUseError";
  }
}

/**
 * Locks a data folder for one platform. The embedded database belongs to one server process: a second one would treat the first
 * one's calls as those of a crashed process. Commands can run at the same time and take no lock.
 *
 * It is SQLite's lock on an empty file beside the database. The operating system releases it with the process, so a crash leaves
 * nothing to clean up.
 *
 * @returns releases the lock. Rejects with a {@link DataDirInUseError}.
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = new LibsqlDatabase(join(dataDir, LOCK_FILE));
  const deadlineMs = performance.now() + WAIT_MS;
  for (;;) {
    try {
      lock.exec("PRAGMA busy_timeout=0");
      lock.exec("BEGIN EXCLUSIVE");
      return () => lock.close();
    } catch (error) {
      if (!readSqliteCode(error).startsWith("SQLITE_BUSY") || performance.now() >= deadlineMs) {
        lock.close();
        throw readSqliteCode(error).startsWith("SQLITE_BUSY") ? new DataDirInUseError(dataDir) : error;
      }
    }
    await delay(RETRY_INTERVAL_MS);
  }
}
