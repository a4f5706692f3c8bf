import { type Kysely, sql } from "kysely";

/** A PIN is asked of an invitation's visitor alone. Requests for calls, which anybody can make, no longer use PINs up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("interactions_open_pin").execute();
  await sql`create unique index interactions_open_pin on interactions (tenant_id, pin) where initiated_by = 'agent' and state <> 'ended'`.execute(
    db,
  );
}
