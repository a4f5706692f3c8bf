import type { Kysely } from "kysely";

/** What agents write down about their calls, and when an agent ended the wrap-up time early. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("call_notes")
    .addColumn("interaction_id", "varchar(64)", (column) =>
      column.primaryKey().references("interactions.id").onDelete("cascade"),
    )
    .addColumn("notes", "text", (column) => column.notNull())
    .addColumn("disposition", "varchar(64)")
    .addColumn("written_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.alterTable("agents").addColumn("ready_at_ms", "bigint").execute();
}
