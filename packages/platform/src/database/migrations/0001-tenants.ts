import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("tenants")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("host", "varchar(255)", (column) => column.unique())
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("allows_loopback_origins", "integer", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("tenant_origins")
    .addColumn("tenant_id", "varchar(64)", (column) =>
      column.notNull().references("tenants.id").onDelete("cascade"),
    )
    .addColumn("origin", "varchar(300)", (column) => column.notNull())
    .addPrimaryKeyConstraint("tenant_origins_pk", ["tenant_id", "origin"])
    .execute();
  await db.schema
    .createTable("api_keys")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("tenant_id", "varchar(64)", (column) =>
      column.notNull().references("tenants.id").onDelete("cascade"),
    )
    .addColumn("hash", "varchar(64)", (column) => column.notNull())
    .addColumn("label", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("revoked_at_ms", "bigint")
    .execute();
  await db.schema
    .createTable("agents")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("tenant_id", "varchar(64)", (column) =>
      column.notNull().references("tenants.id").onDelete("cascade"),
    )
    .addColumn("email", "varchar(400)", (column) => column.notNull())
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("organization_id", "text", (column) => column.notNull())
    .addColumn("first_name", "text", (column) => column.notNull())
    .addColumn("last_name", "text", (column) => column.notNull())
    .addColumn("contact_email", "text", (column) => column.notNull())
    .addColumn("short_code", "varchar(32)", (column) => column.notNull().unique())
    .addColumn("disabled", "integer", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addUniqueConstraint("agents_identity", ["tenant_id", "email"])
    .execute();
  await db.schema
    .createTable("signing_keys")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("sealed_secret", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("retired_at_ms", "bigint")
    .execute();
  await db.schema.createIndex("api_keys_by_tenant").on("api_keys").column("tenant_id").execute();
}
