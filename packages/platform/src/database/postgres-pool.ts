import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Client, type ClientConfig, type CustomTypesConfig, Pool, types } from "pg";
import { breaksConnection, isTransient, withRetry } from "./retry.ts";

/** Milliseconds since the epoch and counts fit a double exactly; pg would return them as text. */
const PARSERS: CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
};

/** Statement timeout of a server, so that it answers requests within 5 s whatever the database does. */
const STATEMENT_TIMEOUT_MS = 2_800;
/** The client's timeout is a little longer than the server's. It detects a host that vanished. */
const QUERY_TIMEOUT_MS = 3_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** For migrations and commands. */
const PATIENT_CONNECT_TIMEOUT_MS = 10_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_DELAY_MS = 5_000;
const READ_ONLY = "25006";
/** How long a plain read is repeated. A hung statement takes longer, so it isn't. */
const READ_RETRY_MS = 1_500;
const READ = /^\s*select\b/i;
const BEGIN = /^(begin|start transaction)\b/i;
const END = /^(commit|rollback)$/i;

export interface PostgresOptions {
  /** Maximum number of connections. */
  readonly poolSize: number;
  /** Bounds each statement. Off for migrations and commands, whose statements can take minutes. */
  readonly timeouts: boolean;
  /** A connection broke or was refused. Messages of PostgreSQL can have row values in them, so only codes are passed on. */
  readonly onConnectionLost?: (code: string) => void;
}

interface PooledClient extends PostgresPoolClient {
  release(destroy?: boolean): void;
  generation?: number;
}

/** A pool of connections that can write. Broken ones are closed instead of reused. */
export class WritablePool implements PostgresPool {
  readonly options: object = {};
  readonly #pool: Pool;
  readonly #hosts: readonly ClientConfig[];
  readonly #options: PostgresOptions;
  #host: number = 0;
  /** Increases with each change of host. Connections of earlier generations are closed. */
  #generation: number = 0;

  constructor(hosts: readonly ClientConfig[], options: PostgresOptions) {
    this.#hosts = hosts;
    this.#options = options;
    const hostNow = (): ClientConfig => this.#hosts[this.#host % this.#hosts.length] ?? {};
    this.#pool = new Pool({
      max: options.poolSize,
      connectionTimeoutMillis: options.timeouts ? CONNECT_TIMEOUT_MS : PATIENT_CONNECT_TIMEOUT_MS,
      // Each new connection goes to the host that is tried at that time.
      Client: class extends Client {
        constructor(config?: string | ClientConfig) {
          super({ ...(typeof config === "object" ? config : {}), ...hostNow() });
          // A connection that breaks in use rejects its statement, and emits this as well. Without a listener it would end the
          // process; the pool only listens while a connection is idle.
          this.on("error", () => {});
        }
      },
      types: PARSERS,
      application_name: "videoengager-platform",
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
      ...(options.timeouts
        ? {
            statement_timeout: STATEMENT_TIMEOUT_MS,
            query_timeout: QUERY_TIMEOUT_MS,
            idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
          }
        : {}),
    });
    // The pool replaces an idle connection that breaks; without a listener it would end the process.
    this.#pool.on("error", (error) => options.onConnectionLost?.(readErrorCode(error)));
  }

  get total(): number {
    return this.#pool.totalCount;
  }
  get idle(): number {
    return this.#pool.idleCount;
  }
  get waiting(): number {
    return this.#pool.waitingCount;
  }

  /** Resolves also while no server can be reached: the first statement tries again. */
  async connect(): Promise<PostgresPoolClient> {
    const session = new PooledSession(this);
    await session.open();
    return session as unknown as PostgresPoolClient;
  }

  /** A connection that can write. */
  async take(): Promise<PooledClient> {
    for (let tried = 0; ; tried += 1) {
      const client = await this.#connect();
      if (client.generation !== undefined && client.generation < this.#generation) {
        client.release(true);
        continue;
      }
      if (client.generation === undefined && !(await this.#canWrite(client))) {
        client.release(true);
        this.#tryNextHost(this.#generation, READ_ONLY);
        if (tried + 1 < this.#hosts.length) continue;
        throw Object.assign(new Error("No database server takes writes."), { code: READ_ONLY });
      }
      client.generation = this.#generation;
      return client;
    }
  }

  /** A connection that is no longer used. */
  giveBack(client: PooledClient, destroy: boolean): void {
    client.release(destroy || (client.generation ?? 0) < this.#generation);
  }

  /** A connection that a statement broke. */
  discard(client: PooledClient, cause: unknown): void {
    client.release(true);
    if (readErrorCode(cause) === READ_ONLY)
      this.#tryNextHost(client.generation ?? this.#generation, READ_ONLY);
    else this.#options.onConnectionLost?.(readErrorCode(cause));
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  async #connect(): Promise<PooledClient> {
    const generation = this.#generation;
    try {
      return await this.#pool.connect();
    } catch (error) {
      // A timeout while waiting for a connection of a busy pool says nothing about the host.
      if (this.#pool.idleCount + this.#pool.totalCount < this.#options.poolSize)
        this.#tryNextHost(generation, readErrorCode(error));
      throw error;
    }
  }

  async #canWrite(client: PooledClient): Promise<boolean> {
    try {
      const { rows } = await client.query<{ transaction_read_only: string }>(
        "show transaction_read_only",
        [],
      );
      return rows[0]?.transaction_read_only === "off";
    } catch (error) {
      client.release(true);
      this.#tryNextHost(this.#generation, readErrorCode(error));
      throw error;
    }
  }

  /** @param generation the one that was unusable: the first caller changes the host, later ones find it changed */
  #tryNextHost(generation: number, code: string): void {
    if (generation !== this.#generation) return;
    this.#options.onConnectionLost?.(code);
    this.#host += 1;
    this.#generation += 1;
  }
}

/**
 * One user of the pool, from acquire to release.
 *
 * A plain read, which is a `select` outside of a transaction, is repeated on another connection after a transient failure.
 * Everything else rejects: `Database.transaction` repeats whole transactions, and nobody knows whether a single write that
 * lost its connection was committed.
 */
class PooledSession {
  readonly #pool: WritablePool;
  #client: PooledClient | null = null;
  #state: "plain" | "in-transaction" | "broken" = "plain";

  constructor(pool: WritablePool) {
    this.#pool = pool;
  }

  async open(): Promise<void> {
    try {
      this.#client = await this.#pool.take();
    } catch (error) {
      if (!isTransient(error)) throw error;
    }
  }

  query(text: string, parameters: readonly unknown[]): Promise<unknown> {
    return this.#state === "plain" && READ.test(text)
      ? withRetry(() => this.#run(text, parameters), READ_RETRY_MS)
      : this.#run(text, parameters);
  }

  release(destroy?: boolean): void {
    if (this.#client) this.#pool.giveBack(this.#client, destroy === true);
    this.#client = null;
  }

  async #run(text: string, parameters: readonly unknown[]): Promise<unknown> {
    // Without this, the rollback after a timeout would wait for another one.
    if (this.#state === "broken") throw new Error("Connection terminated after an earlier failure");
    this.#client ??= await this.#pool.take();
    if (BEGIN.test(text)) this.#state = "in-transaction";
    try {
      const result: unknown = await this.#client.query(text, parameters);
      if (END.test(text)) this.#state = "plain";
      return result;
    } catch (error) {
      if (breaksConnection(error)) {
        this.#pool.discard(this.#client, error);
        this.#client = null;
        if (this.#state === "in-transaction") this.#state = "broken";
      }
      throw error;
    }
  }
}

/** The driver's own errors, for a connection that ended or an answer that is missing, have no code. */
function readErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return /timeout/i.test(error.message) ? "ETIMEDOUT" : "ECONNRESET";
}
