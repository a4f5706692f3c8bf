import type { Kysely } from "kysely";

/** How the media of each call did, in batches of samples as the pages sent them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("call_quality")
    .addColumn("interaction_id", "varchar(64)", (column) =>
      column.notNull().references("interactions.id").onDelete("cascade"),
    )
    .addColumn("role", "varchar(16)", (column) => column.notNull())
    .addColumn("sent_at_ms", "bigint", (column) => column.notNull())
    .addColumn("samples", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("call_quality_pk", ["interaction_id", "role", "sent_at_ms"])
    .execute();
}
