import { Kysely, PostgresDialect } from "kysely";
import { type CustomTypesConfig, Pool, types } from "pg";
import type { Schema } from "./schema.ts";

/** Milliseconds since the epoch and counts fit a double exactly; pg would hand them over as text. */
const PARSERS: CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
};

/** A pool of connections to PostgreSQL; nothing is connected before the first query. */
export function openPostgres(databaseUrl: string): Kysely<Schema> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: PARSERS,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
