import type { Kysely } from "kysely";

/** For lists page by page, and for the sweep that forgets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("interactions_by_creation")
    .on("interactions")
    .columns(["tenant_id", "created_at_ms", "id"])
    .execute();
  await db.schema
    .createIndex("interactions_by_agent")
    .on("interactions")
    .columns(["tenant_id", "agent_id", "created_at_ms", "id"])
    .execute();
  await db.schema
    .createIndex("interactions_by_end")
    .on("interactions")
    .columns(["tenant_id", "ended_at_ms"])
    .execute();
}
