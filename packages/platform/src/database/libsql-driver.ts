import { setTimeout as delay } from "node:timers/promises";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type SqliteDatabase,
} from "kysely";
import { asStorageError, readSqliteCode, type StorageError } from "./storage-error.ts";

/** How long a write waits for another process that holds the write lock, before it rejects with `SQLITE_BUSY`. */
export const BUSY_DEADLINE_MS: number = 15_000;
/** A write that found the lock held less than this ago is still waiting, or was done a moment ago. */
const BUSY_GRACE_MS = 1_000;
const MIN_BUSY_DELAY_MS = 2;
const MAX_BUSY_DELAY_MS = 50;

/** SQLite's connection, as far as it is used here. */
export interface LibsqlConnection extends SqliteDatabase {
  /** Whether a transaction is open. SQLite itself rolls one back when the disk is full. */
  readonly inTransaction: boolean;
}

/**
 * Kysely's driver for the one synchronous connection to the embedded database.
 *
 * 1. A statement outside of a transaction runs at once, between other statements, but never inside somebody's transaction.
 * 2. Another process may hold the write lock: the command line beside a running server. Then a statement or a transaction's
 *    start is repeated after a pause in which everything else goes on. SQLite's own `busy_timeout` would stop the event loop.
 * 3. A transaction takes the write lock at its start: one that reads first, and then finds that another process has written
 *    in between, could only fail.
 * 4. A write that fails because of the disk rejects with a `StorageError`, which `failure` keeps until a write succeeds.
 */
export class LibsqlDriver implements Driver {
  readonly #connection: LibsqlConnection;
  /** Resolves when the open transaction ends; null while none is open. */
  #open: Promise<void> | null = null;
  #endOpen: () => void = () => {};
  #failure: StorageError | null = null;
  /** Since when, and when last, writes found the lock held by another process. */
  #busy: { sinceMs: number; lastMs: number } = { sinceMs: -Infinity, lastMs: -Infinity };

  constructor(connection: LibsqlConnection) {
    this.#connection = connection;
  }

  /** Why the last write failed; null where it succeeded. */
  get failure(): StorageError | null {
    return this.#failure;
  }

  /** For how long another process has kept writes waiting, in milliseconds; 0 where none waits. */
  get lockWaitMs(): number {
    const nowMs = performance.now();
    return nowMs - this.#busy.lastMs > BUSY_GRACE_MS ? 0 : nowMs - this.#busy.sinceMs;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new Session((query, inTransaction) => this.#execute(query, inTransaction));
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(session: DatabaseConnection): Promise<void> {
    await this.#whileBusy(async () => {
      await this.#untilNoneIsOpen();
      this.#run(BEGIN);
      this.#open = new Promise((resolve) => {
        this.#endOpen = resolve;
      });
    });
    asSession(session).inTransaction = true;
  }

  async commitTransaction(session: DatabaseConnection): Promise<void> {
    if (!this.#connection.inTransaction) throw new Error("The transaction was rolled back by SQLite.");
    this.#run(COMMIT);
    this.#failure = null;
    this.#end(session);
  }

  async rollbackTransaction(session: DatabaseConnection): Promise<void> {
    try {
      if (this.#connection.inTransaction) this.#run(ROLLBACK);
    } finally {
      this.#end(session);
    }
  }

  async destroy(): Promise<void> {
    this.#connection.close();
  }

  #end(session: DatabaseConnection): void {
    asSession(session).inTransaction = false;
    this.#open = null;
    this.#endOpen();
  }

  async #execute<Row>(query: CompiledQuery, inTransaction: boolean): Promise<QueryResult<Row>> {
    if (inTransaction) {
      if (!this.#connection.inTransaction) throw new Error("The transaction was rolled back by SQLite.");
      return this.#run(query);
    }
    return this.#whileBusy(async () => {
      await this.#untilNoneIsOpen();
      const result = this.#run<Row>(query);
      if (result.numAffectedRows) this.#failure = null;
      return result;
    });
  }

  async #untilNoneIsOpen(): Promise<void> {
    while (this.#open) await this.#open;
  }

  async #whileBusy<Result>(attempt: () => Promise<Result>): Promise<Result> {
    const deadlineMs = performance.now() + BUSY_DEADLINE_MS;
    for (let delayMs = MIN_BUSY_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_BUSY_DELAY_MS)) {
      try {
        return await attempt();
      } catch (error) {
        if (!readSqliteCode(error).startsWith("SQLITE_BUSY")) throw error;
        this.#noteBusy();
        if (performance.now() >= deadlineMs) throw error;
      }
      await delay(delayMs);
    }
  }

  #noteBusy(): void {
    const nowMs = performance.now();
    if (nowMs - this.#busy.lastMs > BUSY_GRACE_MS) this.#busy.sinceMs = nowMs;
    this.#busy.lastMs = nowMs;
  }

  #run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    try {
      const statement = this.#connection.prepare(sql);
      if (statement.reader) return { rows: statement.all(parameters) as Row[] };
      const { changes, lastInsertRowid } = statement.run(parameters);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    } catch (error) {
      const failure = asStorageError(error);
      if (failure) this.#failure = failure;
      throw failure ?? error;
    }
  }
}

const BEGIN: CompiledQuery = CompiledQuery.raw("begin immediate");
const COMMIT: CompiledQuery = CompiledQuery.raw("commit");
const ROLLBACK: CompiledQuery = CompiledQuery.raw("rollback");

type Execute = <Row>(query: CompiledQuery, inTransaction: boolean) => Promise<QueryResult<Row>>;

/** One user of the connection, from acquire to release. */
class Session implements DatabaseConnection {
  inTransaction = false;
  readonly #execute: Execute;

  constructor(execute: Execute) {
    this.#execute = execute;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#execute<Row>(query, this.inTransaction);
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("The embedded database doesn't stream.");
  }
}

function asSession(connection: DatabaseConnection): Session {
  return connection as Session;
}
