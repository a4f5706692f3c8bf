import type { Kysely, Transaction } from "kysely";
import { migrate } from "./migrate.ts";
import { openLibsql } from "./open-libsql.ts";
import { openPostgres } from "./open-postgres.ts";
import type { Schema } from "./schema.ts";

export type Engine = "libsql" | "postgres";

export interface DatabaseConfig {
  /** Empty: the embedded database, a file in `dataDir`. Else a `postgres://` URL. */
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/** One code base of queries over two engines. */
export interface Database {
  readonly db: Kysely<Schema>;
  readonly engine: Engine;
  /**
   * Runs `work` in a transaction that may write from its first statement on. Rolls back when it rejects.
   * Never use `db` inside: the embedded engine has one connection, so that waits for itself.
   */
  transaction<Result>(work: (trx: Transaction<Schema>) => Promise<Result>): Promise<Result>;
  /** Rejects when the database doesn't answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens and migrates the database. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const { db, engine } = config.databaseUrl
    ? { db: openPostgres(config.databaseUrl), engine: "postgres" as const }
    : { db: await openLibsql(config.dataDir), engine: "libsql" as const };
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    engine,
    transaction: (work) => db.transaction().execute(work),
    async ping() {
      await db.selectFrom("tenants").select("id").limit(1).execute();
    },
    close: () => db.destroy(),
  };
}
