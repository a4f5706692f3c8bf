import type { StatsSample } from "@videoengager/protocol/signalling/signalling-socket";
import type { Database } from "../database/database.ts";
import type { CallQualityStore } from "./call-quality.ts";

export function createCallQualityStore({ db }: Database): CallQualityStore {
  return {
    async add(interactionId, { role, sentAtMs, samples }) {
      await db
        .insertInto("call_quality")
        .values({
          interaction_id: interactionId,
          role,
          sent_at_ms: sentAtMs,
          samples: JSON.stringify(samples),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async ofInteraction(tenantId, interactionId) {
      const interaction = await db
        .selectFrom("interactions")
        .select("id")
        .where("tenant_id", "=", tenantId)
        .where("id", "=", interactionId)
        .executeTakeFirst();
      if (!interaction) return null;
      const rows = await db
        .selectFrom("call_quality")
        .select(["role", "sent_at_ms", "samples"])
        .where("interaction_id", "=", interactionId)
        .orderBy("sent_at_ms")
        .execute();
      return rows.map(({ role, sent_at_ms: sentAtMs, samples }) => ({
        role,
        sentAtMs,
        samples: JSON.parse(samples) as readonly StatsSample[],
      }));
    },
  };
}
