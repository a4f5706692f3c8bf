import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Engine } from "./database.ts";
import type { Schema } from "./schema.ts";

/**
 * Locks one row until the transaction ends. A transaction that changes a call locks its interaction first and its seats afterwards:
 * with one order there are no deadlocks, and later statements see what the previous holder committed.
 *
 * The embedded engine has one writer, whose transactions are exclusive from their start.
 */
export async function lockRow(
  engine: Engine,
  trx: Transaction<Schema>,
  table: "interactions" | "liveness",
  id: string | number,
): Promise<void> {
  if (engine === "libsql") return;
  await sql`select 1 from ${sql.table(table)} where id = ${id} for update`.execute(trx);
}

/**
 * Locks several interactions in the order of their ids, so that two such transactions don't wait for each other.
 *
 * @param condition a condition on `interactions`
 * @returns the locked ids: only seats of these can be changed afterwards. Null on the embedded engine: any
 */
export async function lockInteractions(
  engine: Engine,
  trx: Transaction<Schema>,
  condition: RawBuilder<unknown>,
): Promise<ReadonlySet<string> | null> {
  if (engine === "libsql") return null;
  const { rows } = await sql<{ id: string }>`
    select id from interactions where ${condition} order by id for update`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}
