import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await createInteractions(db);
  await db.schema
    .createTable("seats")
    .addColumn("interaction_id", "varchar(64)", (column) =>
      column.notNull().references("interactions.id").onDelete("cascade"),
    )
    .addColumn("role", "varchar(16)", (column) => column.notNull())
    .addColumn("instance_id", "varchar(128)", (column) => column.notNull())
    .addColumn("display_name", "text", (column) => column.notNull())
    .addColumn("connection_id", "varchar(64)")
    .addColumn("node_id", "varchar(64)")
    .addColumn("joined", "integer", (column) => column.notNull())
    .addColumn("microphone", "integer", (column) => column.notNull())
    .addColumn("camera", "integer", (column) => column.notNull())
    .addColumn("screen", "integer", (column) => column.notNull())
    .addColumn("media_flows", "integer", (column) => column.notNull())
    .addColumn("away_cause", "varchar(16)")
    .addColumn("kept_until_ms", "bigint")
    .addPrimaryKeyConstraint("seats_pk", ["interaction_id", "role"])
    .execute();
  await db.schema
    .createTable("rejections")
    .addColumn("interaction_id", "varchar(64)", (column) =>
      column.notNull().references("interactions.id").onDelete("cascade"),
    )
    .addColumn("tenant_id", "varchar(64)", (column) => column.notNull())
    .addColumn("agent_id", "varchar(64)", (column) => column.notNull())
    .addColumn("rejected_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("rejections_pk", ["interaction_id", "agent_id"])
    .execute();
  await db.schema
    .createTable("agent_sessions")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("tenant_id", "varchar(64)", (column) => column.notNull())
    .addColumn("agent_id", "varchar(64)", (column) => column.notNull())
    .addColumn("node_id", "varchar(64)", (column) => column.notNull())
    .addColumn("on_queue", "integer", (column) => column.notNull())
    .addColumn("on_queue_since_ms", "bigint")
    .execute();
  await db.schema
    .createTable("nodes")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("beat_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await createIndexes(db);
}

function createInteractions(db: Kysely<unknown>): Promise<void> {
  return db.schema
    .createTable("interactions")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("tenant_id", "varchar(64)", (column) =>
      column.notNull().references("tenants.id").onDelete("cascade"),
    )
    .addColumn("initiated_by", "varchar(16)", (column) => column.notNull())
    .addColumn("state", "varchar(16)", (column) => column.notNull())
    .addColumn("agent_id", "varchar(64)")
    .addColumn("device_id", "varchar(128)")
    .addColumn("pin", "varchar(6)", (column) => column.notNull())
    .addColumn("pin_failures", "integer", (column) => column.notNull())
    .addColumn("pin_locked_until_ms", "bigint")
    .addColumn("short_code", "varchar(32)", (column) => column.notNull())
    .addColumn("visitor_name", "text", (column) => column.notNull())
    .addColumn("visitor_email", "text", (column) => column.notNull())
    .addColumn("visitor_phone", "text", (column) => column.notNull())
    .addColumn("custom_data", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("waiting_since_ms", "bigint")
    .addColumn("queue_order_ms", "bigint")
    .addColumn("waiting_ends_at_ms", "bigint")
    .addColumn("claimed_at_ms", "bigint")
    .addColumn("active_at_ms", "bigint")
    .addColumn("ended_at_ms", "bigint")
    .addColumn("end_reason", "varchar(16)")
    .addColumn("ended_by", "varchar(16)")
    .addColumn("talk_time_ms", "bigint", (column) => column.notNull())
    .execute();
}

/** Queries about open interactions use partial indexes, so a claim costs the same beside 100,000 ended calls. */
async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const unique = db.schema.createIndex("interactions_short_code").unique();
  await unique.on("interactions").column("short_code").execute();
  await sql`create unique index interactions_open_pin on interactions (tenant_id, pin) where state <> 'ended'`.execute(
    db,
  );
  await sql`create index interactions_waiting on interactions (tenant_id, queue_order_ms) where state = 'waiting'`.execute(
    db,
  );
  await sql`create index interactions_in_call on interactions (tenant_id, agent_id) where state in ('connecting', 'active')`.execute(
    db,
  );
  await sql`create index interactions_not_opened on interactions (created_at_ms) where state = 'created'`.execute(
    db,
  );
  await sql`create index interactions_ended on interactions (tenant_id, ended_at_ms) where ended_at_ms is not null`.execute(
    db,
  );
  await sql`create index interactions_of_agent on interactions (agent_id, created_at_ms) where agent_id is not null`.execute(
    db,
  );
  await db.schema
    .createIndex("interactions_of_tenant")
    .on("interactions")
    .columns(["tenant_id", "created_at_ms"])
    .execute();
  await sql`create index seats_kept on seats (kept_until_ms) where kept_until_ms is not null`.execute(db);
  await sql`create index seats_connected on seats (connection_id) where connection_id is not null`.execute(
    db,
  );
  await db.schema
    .createIndex("agent_sessions_of_tenant")
    .on("agent_sessions")
    .columns(["tenant_id", "on_queue"])
    .execute();
  await db.schema.createIndex("agent_sessions_of_node").on("agent_sessions").column("node_id").execute();
}
