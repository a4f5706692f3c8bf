import type { Kysely, Transaction } from "kysely";
import { migrate } from "./migrate.ts";
import { openLibsql } from "./open-libsql.ts";
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
  const engine: Engine = config.databaseUrl ? "postgres" : "libsql";
  const db = await (engine === "postgres" ? openServer(config.databaseUrl) : openLibsql(config.dataDir));
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

/** The driver is loaded where it is used: it costs every other start some time. */
async function openServer(databaseUrl: string): Promise<Kysely<Schema>> {
  const { openPostgres } = await import("./open-postgres.ts");
  return openPostgres(databaseUrl);
}
