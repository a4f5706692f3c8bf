import { type Kysely, sql } from "kysely";

/**
 * What keeps queries constant while the tables grow: when an agent's last call ended is stored with the agent, the queue is read
 * from its index alone, and what the retention has erased leaves the index that the next round reads.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("agents").addColumn("last_call_ended_at_ms", "bigint").execute();
  await sql`create index agents_last_call on agents (tenant_id, last_call_ended_at_ms) where last_call_ended_at_ms is not null`.execute(
    db,
  );
  await db.schema.alterTable("interactions").addColumn("erased_at_ms", "bigint").execute();
  for (const replaced of ["interactions_waiting", "interactions_in_call", "interactions_ended"])
    await db.schema.dropIndex(replaced).execute();
  await sql`create index interactions_waiting on interactions (tenant_id, queue_order_ms, id, waiting_since_ms, created_at_ms, waiting_ends_at_ms) where state = 'waiting'`.execute(
    db,
  );
  await sql`create index interactions_in_call on interactions (tenant_id, agent_id, created_at_ms, claimed_at_ms) where state in ('connecting', 'active')`.execute(
    db,
  );
  await sql`create index interactions_to_erase on interactions (tenant_id, ended_at_ms) where ended_at_ms is not null and erased_at_ms is null`.execute(
    db,
  );
}
