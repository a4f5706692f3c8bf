import type { Kysely } from "kysely";

/** Sign-ins with Genesys Cloud between the widget's begin and its result: any node can answer each step. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("genesys_sign_ins")
    .addColumn("state_hash", "varchar(64)", (column) => column.primaryKey())
    .addColumn("secret_hash", "varchar(64)", (column) => column.notNull().unique())
    .addColumn("tenant_id", "varchar(64)", (column) =>
      column.notNull().references("tenants.id").onDelete("cascade"),
    )
    .addColumn("domain", "varchar(64)", (column) => column.notNull())
    .addColumn("client_id", "varchar(64)", (column) => column.notNull())
    .addColumn("redirect_uri", "text", (column) => column.notNull())
    .addColumn("sealed_verifier", "text", (column) => column.notNull())
    .addColumn("browser_hash", "varchar(64)")
    .addColumn("status", "varchar(32)", (column) => column.notNull())
    .addColumn("agent_id", "varchar(64)")
    .addColumn("expires_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("genesys_sign_ins_expires_at")
    .on("genesys_sign_ins")
    .column("expires_at_ms")
    .execute();
}
