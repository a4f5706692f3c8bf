import { type Kysely, sql } from "kysely";
import { MIGRATIONS } from "./migrations.ts";
import type { Schema } from "./schema.ts";

/** How a database's schema compares with the one that this version of the platform needs. */
export type SchemaState =
  | { readonly state: "current" }
  | { readonly state: "empty" }
  /** Migrations of this version that have not been applied. */
  | { readonly state: "older"; readonly pending: readonly string[] }
  /** Migrations that this version does not know. */
  | { readonly state: "newer"; readonly unknown: readonly string[] };

/** Reads the schema's state. Changes nothing. */
export async function readSchemaState(db: Kysely<Schema>): Promise<SchemaState> {
  const applied = await appliedMigrations(db);
  if (applied.length === 0) return { state: "empty" };
  const known = Object.keys(MIGRATIONS);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) return { state: "newer", unknown };
  const pending = known.filter((name) => !applied.includes(name));
  return pending.length > 0 ? { state: "older", pending } : { state: "current" };
}

/** Explains the state to an operator, with what to do. */
export function explainSchemaState(state: Exclude<SchemaState, { state: "current" }>): string {
  switch (state.state) {
    case "empty":
      return "The database has no tables. Start the platform once, or create them with: platform migrate";
    case "older":
      return `The database is of an older version (${state.pending.join(", ")} not applied). Back it up, then upgrade it with: platform migrate. The older platform doesn't start afterwards.`;
    default:
      return `The database is of a newer version of the platform (${state.unknown.join(", ")}). Use that version's command line.`;
  }
}

/** The database's schema is of another version than the command. */
export class SchemaMismatchError extends Error {
  constructor(state: Exclude<SchemaState, { state: "current" }>) {
    super(explainSchemaState(state));
    this.name = "SchemaMismatchError";
  }
}

async function appliedMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
