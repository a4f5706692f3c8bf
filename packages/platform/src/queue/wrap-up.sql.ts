import type { Write } from "../database/commit-together.ts";
import type { Database } from "../database/database.ts";
import type { QueueStore } from "./queue-store.ts";

/** The times that decide an agent's wrap-up. */
export function wrapUpQueries(
  { db }: Pick<Database, "db">,
  write: Write,
): Pick<QueueStore, "wrapUpTimes" | "endWrapUp"> {
  return {
    async wrapUpTimes(tenantId, agentId) {
      const row = await db
        .selectFrom("agents")
        .select(["last_call_ended_at_ms as lastCallEndedAtMs", "ready_at_ms as readyAtMs"])
        .where("tenant_id", "=", tenantId)
        .where("id", "=", agentId)
        .executeTakeFirst();
      return row ?? null;
    },

    endWrapUp: (tenantId, agentId, atMs) =>
      write(async (trx) => {
        await trx
          .updateTable("agents")
          .set({ ready_at_ms: atMs })
          .where("tenant_id", "=", tenantId)
          .where("id", "=", agentId)
          .execute();
      }),
  };
}
