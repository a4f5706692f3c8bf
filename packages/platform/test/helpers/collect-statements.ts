import type { Kysely } from "kysely";
import type { Schema } from "../../src/database/schema.ts";

/** Collects every statement, so that the engine can be asked for its plan. */
export function collectStatements(db: Kysely<Schema>): {
  db: Kysely<Schema>;
  statements: Map<string, readonly unknown[]>;
} {
  const statements = new Map<string, readonly unknown[]>();
  return {
    statements,
    db: db.withPlugin({
      transformQuery({ node, queryId }) {
        const compiled = db.getExecutor().compileQuery(node, queryId);
        statements.set(compiled.sql, compiled.parameters);
        return node;
      },
      transformResult: async ({ result }) => result,
    }),
  };
}
