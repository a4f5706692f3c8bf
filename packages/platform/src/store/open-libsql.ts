import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from "kysely";
import LibsqlDatabase from "libsql";
import type { Schema } from "./schema.ts";

/** The embedded database's file, in the data folder. */
export const LIBSQL_FILE: string = "platform.db";

/** A writer that waits for another process (the command line beside a running server), in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
const MOST_PREPARED = 300;
/**
 * How long the write-ahead log grows until it is copied into the database, in pages of 4 kB. With SQLite's own 1,000, a
 * page that many commits in a row write to was copied, and synced, after every few of them.
 */
const CHECKPOINT_PAGES = 10_000;
const CACHE_KB = 16_000;

/**
 * A transaction takes the write lock at its start: one that reads first and then finds that another process has
 * written in between could only fail.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

/** Queries are few and come again and again: preparing each anew was an eighth of a write's time. */
class PreparedOnce implements SqliteDatabase {
  readonly #database: InstanceType<typeof LibsqlDatabase>;
  readonly #prepared: Map<string, SqliteStatement> = new Map();

  constructor(database: InstanceType<typeof LibsqlDatabase>) {
    this.#database = database;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    // The ids of an `in (…)` make a text of their own for every count.
    if (this.#prepared.size >= MOST_PREPARED) this.#prepared.clear();
    this.#prepared.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }
}

/**
 * SQLite's changes of a schema are as transactional as any others. Without a word of it, Kysely migrates outside of a
 * transaction: two processes that open a new database together each made the same tables, and half a migration stayed.
 */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class LibsqlDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver({ database: this.#database });
  }
}

export interface Libsql {
  readonly db: Kysely<Schema>;
  /** Runs one statement on the connection, past the query builder, and returns how many rows it changed. */
  readonly run: (sql: string, parameters: readonly unknown[]) => number;
}

/** Opens the embedded database in `dataDir`, made where it is missing. A commit is on the disk when it returns. */
export async function openLibsql(dataDir: string): Promise<Libsql> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const database = new LibsqlDatabase(join(dataDir, LIBSQL_FILE));
  database.exec(`PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`);
  database.exec("PRAGMA journal_mode=WAL");
  database.exec("PRAGMA synchronous=FULL");
  database.exec(`PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
  database.exec(`PRAGMA cache_size=-${CACHE_KB}`);
  database.exec("PRAGMA foreign_keys=ON");
  const prepared = new PreparedOnce(database);
  return {
    db: new Kysely<Schema>({ dialect: new LibsqlDialect(prepared) }),
    run: (sql, parameters) => Number(prepared.prepare(sql).run(parameters).changes),
  };
}
