import { join } from "node:path";
import type { CompiledQuery, Kysely, Transaction } from "kysely";
import { startCheckpoints } from "./checkpoints.ts";
import { migrate } from "./migrate.ts";
import { LIBSQL_FILE, openLibsql } from "./open-libsql.ts";
import { withRetry } from "./retry.ts";
import type { Schema } from "./schema.ts";
import { readSchemaState, SchemaMismatchError } from "./schema-state.ts";

export type Engine = "libsql" | "postgres";

export interface DatabaseConfig {
  /** Empty: the embedded database, a file in `dataDir`. Else a `postgres://` URL, which can name several hosts. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** PostgreSQL: connections at most. Default 10. */
  readonly databasePoolSize?: number;
}

/**
 * How a database is opened: the server migrates it; a command needs it as this version made it, and rejects with a
 * `SchemaMismatchError` otherwise; a backup takes it as it is.
 */
export type SchemaPolicy = "migrate" | "require-current" | "as-it-is";

export interface DatabaseOptions {
  /** Default `migrate`. */
  readonly schema?: SchemaPolicy;
  /**
   * Bounds each statement on PostgreSQL to 3 s, so that a server answers in time. Default false: commands and migrations
   * can take minutes.
   */
  readonly timeouts?: boolean;
  /**
   * How often the embedded database's write-ahead log is copied into it in the background. Absent: never, because a command
   * is over before that matters.
   */
  readonly checkpointIntervalMs?: number;
  /** A connection to PostgreSQL broke or was refused. */
  readonly onConnectionLost?: (code: string) => void;
}

/** One code base of queries over two engines. */
export interface Database {
  readonly db: Kysely<Schema>;
  readonly engine: Engine;
  /** For heartbeats: a separate connection on PostgreSQL, so that a busy pool doesn't make a node look dead. */
  readonly heartbeatDb: Kysely<Schema>;
  /** Connections to PostgreSQL; null on the embedded engine. */
  readonly pool: { readonly total: number; readonly idle: number; readonly waiting: number } | null;
  /**
   * Embedded database: for how long another process has kept writes waiting, in milliseconds; 0 where none waits, and always on
   * PostgreSQL. A write waits for 15 s at most.
   */
  lockWaitMs(): number;
  /**
   * Runs `work` in a transaction that can write from its first statement on. Rolls back when it rejects. On PostgreSQL it is
   * repeated for up to 2.5 s after a transient failure (deadlock, lost connection), so `work` must have no effect outside the
   * database; on the embedded engine its start waits for other processes, see `lockWaitMs`. Never use `db` inside: the
   * embedded engine has one connection and would wait for itself.
   */
  transaction<Result>(work: (trx: Transaction<Schema>) => Promise<Result>): Promise<Result>;
  /**
   * Runs, inside a transaction, a write that was compiled once, and resolves with the number of rows it changed. For the
   * few statements that are so frequent that building each anew is most of their cost.
   */
  readonly runCompiled: (trx: Transaction<Schema>, query: CompiledQuery) => Promise<number>;
  /** Rejects when the database doesn't answer, or the last write failed because of the disk. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A request is to be answered within 5 s, so a hung statement (3 s) is not repeated. */
const RETRY_MS = 2_500;
const DEFAULT_POOL_SIZE = 10;

export async function openDatabase(config: DatabaseConfig, options: DatabaseOptions = {}): Promise<Database> {
  const opened = config.databaseUrl
    ? await openServer(config, options)
    : await openEmbedded(config.dataDir, options);
  const { db, engine, heartbeatDb, pool, runCompiled } = opened;
  const { schema = "migrate" } = options;
  const close = async (): Promise<void> => {
    await opened.stopCheckpoints?.();
    if (heartbeatDb !== db) await heartbeatDb.destroy();
    await db.destroy();
  };
  try {
    if (schema === "migrate") await opened.migrate();
    else if (schema === "require-current") await requireCurrentSchema(db);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    db,
    engine,
    heartbeatDb,
    pool,
    lockWaitMs: opened.lockWaitMs,
    // The embedded engine's driver itself waits for other processes, and has nothing else that is transient.
    transaction: (work) =>
      engine === "libsql"
        ? db.transaction().execute(work)
        : withRetry(() => db.transaction().execute(work), RETRY_MS),
    runCompiled,
    async ping() {
      opened.checkWritable?.();
      await db.selectFrom("tenants").select("id").limit(1).execute();
    },
    close,
  };
}

async function requireCurrentSchema(db: Kysely<Schema>): Promise<void> {
  const state = await readSchemaState(db);
  if (state.state !== "current") throw new SchemaMismatchError(state);
}

type Opened = Pick<Database, "db" | "engine" | "heartbeatDb" | "pool" | "runCompiled" | "lockWaitMs"> & {
  readonly checkWritable?: () => void;
  readonly stopCheckpoints?: () => Promise<void>;
  migrate(): Promise<void>;
};

async function openEmbedded(dataDir: string, { checkpointIntervalMs }: DatabaseOptions): Promise<Opened> {
  const { db, run, checkWritable, lockWaitMs } = await openLibsql(dataDir);
  const checkpoints =
    checkpointIntervalMs === undefined
      ? null
      : startCheckpoints(join(dataDir, LIBSQL_FILE), checkpointIntervalMs);
  return {
    engine: "libsql",
    db,
    heartbeatDb: db,
    pool: null,
    lockWaitMs,
    // The engine's one connection is the one in the transaction.
    runCompiled: async (_trx, { sql, parameters }) => run(sql, parameters),
    checkWritable,
    ...(checkpoints ? { stopCheckpoints: () => checkpoints.stop() } : {}),
    migrate: () => migrate(db),
  };
}

/** Loads the driver only where it is used: it slows down every other start. */
async function openServer(config: DatabaseConfig, options: DatabaseOptions): Promise<Opened> {
  const { openPostgres } = await import("./open-postgres.ts");
  const { timeouts = false, onConnectionLost } = options;
  const open = (poolSize: number, bounded: boolean): ReturnType<typeof openPostgres> =>
    openPostgres(config.databaseUrl, {
      poolSize,
      timeouts: bounded,
      ...(onConnectionLost ? { onConnectionLost } : {}),
    });
  const { db, pool } = open(config.databasePoolSize ?? DEFAULT_POOL_SIZE, timeouts);
  const { db: heartbeatDb } = open(1, timeouts);
  return {
    engine: "postgres",
    db,
    heartbeatDb,
    pool,
    lockWaitMs: () => 0,
    async runCompiled(trx, query) {
      return Number((await trx.executeQuery(query)).numAffectedRows ?? 0n);
    },
    async migrate() {
      const unbounded = open(1, false);
      try {
        await migrate(unbounded.db);
      } finally {
        await unbounded.db.destroy();
      }
    },
  };
}
