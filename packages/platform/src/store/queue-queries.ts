import { type RawBuilder, sql } from "kysely";
import type { AgentActivity, LiveStore } from "../domain/live-store.ts";
import type { Write } from "./commit-together.ts";
import type { Database } from "./database.ts";
import { interactionOf } from "./interaction-rows.ts";

/** Written out, not bound: so SQLite can tell that an index of the living alone will do. */
const WAITING: RawBuilder<"waiting"> = sql.lit("waiting");
const IN_CALL: RawBuilder<"connecting" | "active">[] = [sql.lit("connecting"), sql.lit("active")];

type QueueQueries = Pick<LiveStore, "queue" | "activity" | "reject" | "tenantsWithQueue">;

const NOBODY: ReadonlySet<string> = new Set();

/** Who waits, and who could take them. */
export function queueQueries({ db }: Database, write: Write): QueueQueries {
  return {
    async queue(tenantId) {
      const waiting = await db
        .selectFrom("interactions")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("state", "=", WAITING)
        .orderBy("queue_order_ms")
        .orderBy("id")
        .execute();
      if (waiting.length === 0) return [];
      const rejections = await db
        .selectFrom("rejections")
        .innerJoin("interactions", "interactions.id", "rejections.interaction_id")
        .select(["rejections.interaction_id", "rejections.agent_id"])
        .where("interactions.tenant_id", "=", tenantId)
        .where("interactions.state", "=", WAITING)
        .execute();
      const rejectedBy = new Map<string, Set<string>>();
      for (const { interaction_id: id, agent_id: agentId } of rejections) {
        const agents = rejectedBy.get(id);
        if (agents) agents.add(agentId);
        else rejectedBy.set(id, new Set([agentId]));
      }
      return waiting.map((row) => ({
        interaction: interactionOf(row),
        rejectedBy: rejectedBy.get(row.id) ?? NOBODY,
      }));
    },

    async activity(tenantId, sinceMs) {
      const inCall = await db
        .selectFrom("interactions")
        .select("agent_id")
        .distinct()
        .where("tenant_id", "=", tenantId)
        .where("state", "in", IN_CALL)
        .execute();
      const ended = await db
        .selectFrom("interactions")
        .select(["agent_id", (builder) => builder.fn.max("ended_at_ms").as("ended_at_ms")])
        .where("tenant_id", "=", tenantId)
        .where("ended_at_ms", ">", sinceMs)
        .where("active_at_ms", "is not", null)
        .groupBy("agent_id")
        .execute();
      return joinActivity(
        inCall.map((row) => row.agent_id),
        new Map(ended.map((row) => [row.agent_id, row.ended_at_ms])),
      );
    },

    reject: (id, tenantId, agentId, atMs) =>
      write(async (trx) => {
        const waiting = await trx
          .selectFrom("interactions")
          .select("id")
          .where("id", "=", id)
          .where("tenant_id", "=", tenantId)
          .where("state", "=", WAITING)
          .executeTakeFirst();
        if (!waiting) return false;
        await trx
          .insertInto("rejections")
          .values({ interaction_id: id, tenant_id: tenantId, agent_id: agentId, rejected_at_ms: atMs })
          .onConflict((conflict) => conflict.columns(["interaction_id", "agent_id"]).doNothing())
          .execute();
        return true;
      }),

    async tenantsWithQueue() {
      const rows = await db
        .selectFrom("interactions")
        .select("tenant_id")
        .distinct()
        .where("state", "=", WAITING)
        .execute();
      return rows.map((row) => row.tenant_id);
    },
  };
}

function joinActivity(
  inCall: readonly (string | null)[],
  ended: ReadonlyMap<string | null, number | null>,
): readonly AgentActivity[] {
  const busy = new Set(inCall);
  const agents = new Set([...busy, ...ended.keys()]);
  return [...agents]
    .filter((agentId) => agentId !== null)
    .map((agentId) => ({
      agentId,
      busy: busy.has(agentId),
      lastCallEndedAtMs: ended.get(agentId) ?? null,
    }));
}
