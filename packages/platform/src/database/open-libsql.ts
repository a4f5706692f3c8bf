import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteStatement } from "kysely";
import LibsqlDatabase from "libsql";
import { type LibsqlConnection, LibsqlDriver } from "./libsql-driver.ts";
import type { Schema } from "./schema.ts";

/** The embedded database's file, in the data folder. */
export const LIBSQL_FILE: string = "platform.db";

/** While it opens: two processes may switch a new database to WAL, or recover it, at the same time. */
const OPEN_TIMEOUT_MS = 5_000;
const MAX_PREPARED = 300;
/**
 * How long the write-ahead log grows until a commit copies it into the database, in pages of 4 kB. `Checkpoints` normally does it
 * earlier, off the event loop; this is the bound where more is written than that copies. With SQLite's own 1,000, a page that
 * many commits in a row write to was copied, and synced, after every few of them.
 */
export const CHECKPOINT_PAGES: number = 10_000;
const PAGE_BYTES = 4_096;
/** A log that grew beyond this while another process was reading is cut to it afterwards. */
export const MAX_IDLE_LOG_BYTES: number = CHECKPOINT_PAGES * PAGE_BYTES;
const CACHE_KB = 16_000;

/** The same few queries run again and again: preparing each anew was an eighth of a write's time. */
class PreparedOnce implements LibsqlConnection {
  readonly #database: InstanceType<typeof LibsqlDatabase>;
  readonly #prepared: Map<string, SqliteStatement> = new Map();

  constructor(database: InstanceType<typeof LibsqlDatabase>) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    // The ids of an `in (…)` make a different text for every count.
    if (this.#prepared.size >= MAX_PREPARED) this.#prepared.clear();
    this.#prepared.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }
}

class LibsqlAdapter extends SqliteAdapter {
  /**
   * SQLite's schema changes are transactional. By default Kysely migrates outside of a transaction: two processes that opened
   * a new database together each made the same tables, and half a migration stayed.
   */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** `LibsqlDriver` keeps transactions apart itself, so that reads go on while a transaction waits for its start. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class LibsqlDialect extends SqliteDialect {
  readonly #driver: LibsqlDriver;

  constructor(connection: LibsqlConnection, driver: LibsqlDriver) {
    super({ database: connection });
    this.#driver = driver;
  }

  override createAdapter(): SqliteAdapter {
    return new LibsqlAdapter();
  }

  override createDriver(): LibsqlDriver {
    return this.#driver;
  }
}

export interface Libsql {
  readonly db: Kysely<Schema>;
  /** Runs one statement directly on the connection, without the query builder. Returns how many rows it changed. */
  readonly run: (sql: string, parameters: readonly unknown[]) => number;
  /** Throws a `StorageError` while writes fail. */
  readonly checkWritable: () => void;
  /** See `Database`. */
  readonly lockWaitMs: () => number;
}

/** Opens the embedded database in `dataDir`, created where it is missing. A commit is on the disk when it returns. */
export async function openLibsql(dataDir: string): Promise<Libsql> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const database = new LibsqlDatabase(join(dataDir, LIBSQL_FILE));
  database.exec(`PRAGMA busy_timeout=${OPEN_TIMEOUT_MS}`);
  database.exec("PRAGMA journal_mode=WAL");
  database.exec("PRAGMA synchronous=FULL");
  database.exec(`PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
  database.exec(`PRAGMA journal_size_limit=${MAX_IDLE_LOG_BYTES}`);
  database.exec(`PRAGMA cache_size=-${CACHE_KB}`);
  database.exec("PRAGMA foreign_keys=ON");
  // From now on `LibsqlDriver` waits, without stopping the event loop.
  database.exec("PRAGMA busy_timeout=0");
  const connection = new PreparedOnce(database);
  const driver = new LibsqlDriver(connection);
  return {
    db: new Kysely<Schema>({ dialect: new LibsqlDialect(connection, driver) }),
    run: (sql, parameters) => Number(connection.prepare(sql).run(parameters).changes),
    checkWritable() {
      if (driver.failure) throw driver.failure;
    },
    lockWaitMs: () => driver.lockWaitMs,
  };
}
