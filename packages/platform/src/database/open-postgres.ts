import { Kysely, PostgresDialect } from "kysely";
import type { ClientConfig } from "pg";
import { type PostgresOptions, WritablePool } from "./postgres-pool.ts";
import type { Schema } from "./schema.ts";

export interface PostgresServer {
  readonly db: Kysely<Schema>;
  readonly pool: { readonly total: number; readonly idle: number; readonly waiting: number };
}

/**
 * A pool of connections to PostgreSQL; nothing is connected before the first query.
 *
 * `DATABASE_URL` can name several hosts, separated by commas. A connection is only used where it can write, as with libpq's
 * `target_session_attrs=read-write`: after a switchover every connection to the old primary is dropped, and the hosts are
 * tried in turn.
 */
export function openPostgres(databaseUrl: string, options: PostgresOptions): PostgresServer {
  const pool = new WritablePool(readHosts(databaseUrl), options);
  return { db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), pool };
}

/** One configuration per host of a URL that names several: `postgres://user@a:5432,b:5433/name`. */
export function readHosts(databaseUrl: string): readonly ClientConfig[] {
  const match = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/.exec(databaseUrl);
  if (!match) return [{ connectionString: databaseUrl }];
  const [, start = "", hosts = "", rest = ""] = match;
  // A parameter of libpq that pg doesn't know. The pool always works that way.
  const tail = rest.replace(/([?&])target_session_attrs=[^&]*&?/, "$1").replace(/[?&]$/, "");
  return hosts.split(",").map((host) => ({ connectionString: `${start}${host}${tail}` }));
}
