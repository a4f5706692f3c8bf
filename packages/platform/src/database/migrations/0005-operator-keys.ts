import type { Kysely } from "kysely";

/** Every key until now signs agents in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("api_keys")
    .addColumn("purpose", "varchar(16)", (column) => column.notNull().defaultTo("agents"))
    .execute();
}
