import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from "kysely";
import Libsql from "libsql";
import type { Schema } from "./schema.ts";

/** The embedded database's file, in the data folder. */
export const LIBSQL_FILE: string = "platform.db";

/** A writer that waits for another process (the command line beside a running server), in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
const MOST_PREPARED = 300;

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
  readonly #database: InstanceType<typeof Libsql>;
  readonly #prepared: Map<string, SqliteStatement> = new Map();

  constructor(database: InstanceType<typeof Libsql>) {
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

class LibsqlDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver({ database: this.#database });
  }
}

/** Opens the embedded database in `dataDir`, made where it is missing. A commit is on the disk when it returns. */
export async function openLibsql(dataDir: string): Promise<Kysely<Schema>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const database = new Libsql(join(dataDir, LIBSQL_FILE));
  database.exec(`PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`);
  database.exec("PRAGMA journal_mode=WAL");
  database.exec("PRAGMA synchronous=FULL");
  database.exec("PRAGMA foreign_keys=ON");
  return new Kysely<Schema>({ dialect: new LibsqlDialect(new PreparedOnce(database)) });
}
