import type { Database } from "../database/database.ts";
import { lockRow } from "../database/lock-row.ts";
import type { CallNotesStore } from "./call-notes.ts";

export function createCallNotesStore(database: Database): CallNotesStore {
  return {
    write: ({ tenantId, agentId }, id, { notes, disposition, writtenAtMs }) =>
      database.transaction(async (trx) => {
        // Erasure changes the same row, so notes that come at the same time are either deleted or refused.
        await lockRow(database.engine, trx, "interactions", id);
        const own = await trx
          .selectFrom("interactions")
          .select("id")
          .where("id", "=", id)
          .where("tenant_id", "=", tenantId)
          .where("agent_id", "=", agentId)
          .where("erased_at_ms", "is", null)
          .executeTakeFirst();
        if (!own) return false;
        const values = { notes, disposition, written_at_ms: writtenAtMs };
        await trx
          .insertInto("call_notes")
          .values({ interaction_id: id, ...values })
          .onConflict((conflict) => conflict.column("interaction_id").doUpdateSet(values))
          .execute();
        return true;
      }),
  };
}
