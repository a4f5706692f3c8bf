import type { Kysely } from "kysely";

/** Personal data that a web site attached to a request, encrypted, until it is read once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("visitor_data")
    .addColumn("interaction_id", "varchar(64)", (column) =>
      column.primaryKey().references("interactions.id").onDelete("cascade"),
    )
    .addColumn("password_hash", "varchar(64)", (column) => column.notNull())
    .addColumn("sealed_data", "text", (column) => column.notNull())
    .execute();
}
