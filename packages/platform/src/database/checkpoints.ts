import LibsqlDatabase from "libsql/promise";

export interface Checkpoints {
  /** Copies all of the log and empties it. */
  stop(): Promise<void>;
}

/**
 * Copies the write-ahead log of the embedded database into the database at intervals.
 *
 * SQLite otherwise does that within the commit that makes the log too long: 40 MB were half a second on a busy machine, in which
 * the event loop stood still. This uses a connection of libsql's asynchronous interface, which works on another thread, and
 * the mode `PASSIVE`, which neither waits for other connections nor delays a writer. Once everything is copied, the next write starts
 * the log from its beginning.
 */
export function startCheckpoints(file: string, intervalMs: number): Checkpoints {
  const database = new LibsqlDatabase(file, {});
  let running: Promise<void> | null = null;
  const checkpoint = async (mode: "PASSIVE" | "TRUNCATE"): Promise<void> => {
    try {
      await database.exec(`PRAGMA wal_checkpoint(${mode})`);
    } catch {
      // The next one tries again. A disk that fails also fails writes, which are reported.
    }
    running = null;
  };
  const timer = setInterval(() => {
    running ??= checkpoint("PASSIVE");
  }, intervalMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
      await checkpoint("TRUNCATE");
      database.close();
    },
  };
}
