import type { Kysely } from "kysely";

/**
 * One row: when any node last had a heartbeat, and until when nothing expires. All nodes lock it before they move deadlines or
 * expire a node, so that a gap is counted once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("liveness")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("heartbeat_at_ms", "bigint", (column) => column.notNull())
    .addColumn("quiet_until_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.alterTable("nodes").renameColumn("beat_at_ms", "heartbeat_at_ms").execute();
}
