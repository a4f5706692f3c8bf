import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { MIGRATIONS } from "./migrations.ts";
import type { Schema } from "./schema.ts";

/**
 * Brings the schema up to date. Two nodes that start together are safe: one migrates under the engine's lock, the
 * other finds it done. Rejects with what went wrong; a migration that failed leaves nothing behind.
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
