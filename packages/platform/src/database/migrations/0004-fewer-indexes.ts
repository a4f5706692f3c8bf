import { type Kysely, sql } from "kysely";

/** Every index costs each new row. Three were prefixes of others; one listed interactions without an agent, which nothing reads. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const doubled of [
    "interactions_of_tenant",
    "interactions_by_end",
    "interactions_of_agent",
    "interactions_by_agent",
  ])
    await db.schema.dropIndex(doubled).execute();
  await sql`create index interactions_by_agent on interactions (tenant_id, agent_id, created_at_ms, id) where agent_id is not null`.execute(
    db,
  );
}
