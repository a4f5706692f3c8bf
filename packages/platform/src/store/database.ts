import type { CompiledQuery, Kysely, Transaction } from "kysely";
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
  /**
   * Runs, inside a transaction, a write that was compiled once, and resolves with the number of rows it changed. For the
   * few statements that come so often that building each anew is most of what it costs.
   */
  readonly runCompiled: (trx: Transaction<Schema>, query: CompiledQuery) => Promise<number>;
  /** Rejects when the database doesn't answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens and migrates the database. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const { engine, db, runCompiled } = config.databaseUrl
    ? await openServer(config.databaseUrl)
    : await openEmbedded(config.dataDir);
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
    runCompiled,
    async ping() {
      await db.selectFrom("tenants").select("id").limit(1).execute();
    },
    close: () => db.destroy(),
  };
}

type Opened = Pick<Database, "db" | "engine" | "runCompiled">;

async function openEmbedded(dataDir: string): Promise<Opened> {
  const { db, run } = await openLibsql(dataDir);
  // Its one connection is in the transaction.
  return { engine: "libsql", db, runCompiled: async (_trx, { sql, parameters }) => run(sql, parameters) };
}

/** The driver is loaded where it is used: it costs every other start some time. */
async function openServer(databaseUrl: string): Promise<Opened> {
  const { openPostgres } = await import("./open-postgres.ts");
  return {
    engine: "postgres",
    db: openPostgres(databaseUrl),
    async runCompiled(trx, query) {
      return Number((await trx.executeQuery(query)).numAffectedRows ?? 0n);
    },
  };
}
