import { type RawBuilder, sql } from "kysely";
import type { Write } from "../database/commit-together.ts";
import type { Database } from "../database/database.ts";
import { markQueries } from "./queue-marks.sql.ts";
import type { CallFate, QueueStore, StoredRingingCall } from "./queue-store.ts";
import { sessionQueries } from "./sessions.sql.ts";
import { wrapUpQueries } from "./wrap-up.sql.ts";

/** Literals, not parameters: SQLite uses a partial index only if the statement's condition visibly implies the index's. */
const WAITING: RawBuilder<"waiting"> = sql.lit("waiting");
const IN_CALL: RawBuilder<"connecting" | "active">[] = [sql.lit("connecting"), sql.lit("active")];

/** Ids in one statement. */
const MAX_IDS = 500;

type QueueQueries = Pick<
  QueueStore,
  "waiting" | "countWaiting" | "ringingCalls" | "fates" | "activity" | "rejectedBy" | "reject"
>;

const NOBODY: ReadonlySet<string> = new Set();

/** The queue in the platform's database. */
export function createQueueStore(database: Database, write: Write): QueueStore {
  return {
    ...queueQueries(database, write),
    ...markQueries(database),
    ...sessionQueries(database, write),
    ...wrapUpQueries(database, write),
  };
}

/** Waiting visitors and free agents. */
function queueQueries({ db }: Database, write: Write): QueueQueries {
  return {
    async waiting(tenantId) {
      const waiting = await db
        .selectFrom("interactions")
        .select(["id", "queue_order_ms", "waiting_since_ms", "created_at_ms"])
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
      const rejectedBy = groupRejections(rejections);
      return waiting.map((row) => ({
        interactionId: row.id,
        queueOrderMs: row.queue_order_ms ?? row.created_at_ms,
        waitingSinceMs: row.waiting_since_ms ?? row.created_at_ms,
        rejectedBy: rejectedBy.get(row.id) ?? NOBODY,
      }));
    },

    ...callQueries({ db }),

    async activity(tenantId, sinceMs) {
      const inCall = await db
        .selectFrom("interactions")
        .select("agent_id")
        .distinct()
        .where("tenant_id", "=", tenantId)
        .where("state", "in", IN_CALL)
        .execute();
      const ended = await db
        .selectFrom("agents")
        .select(["id", "last_call_ended_at_ms", "ready_at_ms"])
        .where("tenant_id", "=", tenantId)
        .where("last_call_ended_at_ms", ">", sinceMs)
        .execute();
      const busy = new Set(inCall.map((row) => row.agent_id));
      const rows = new Map(ended.map((row) => [row.id, row]));
      return [...new Set([...busy, ...rows.keys()])]
        .filter((agentId) => agentId !== null)
        .map((agentId) => ({
          agentId,
          busy: busy.has(agentId),
          lastCallEndedAtMs: rows.get(agentId)?.last_call_ended_at_ms ?? null,
          readyAtMs: rows.get(agentId)?.ready_at_ms ?? null,
        }));
    },

    async rejectedBy(id) {
      const rows = await db
        .selectFrom("rejections")
        .select("agent_id")
        .where("interaction_id", "=", id)
        .execute();
      return new Set(rows.map((row) => row.agent_id));
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
        const inserted = await trx
          .insertInto("rejections")
          .values({ interaction_id: id, tenant_id: tenantId, agent_id: agentId, rejected_at_ms: atMs })
          .onConflict((conflict) => conflict.columns(["interaction_id", "agent_id"]).doNothing())
          .executeTakeFirst();
        return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
      }),
  };
}

function groupRejections(
  rows: readonly { readonly interaction_id: string; readonly agent_id: string }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const rejectedBy = new Map<string, Set<string>>();
  for (const { interaction_id: id, agent_id: agentId } of rows) {
    const agents = rejectedBy.get(id);
    if (agents) agents.add(agentId);
    else rejectedBy.set(id, new Set([agentId]));
  }
  return rejectedBy;
}

function callQueries({
  db,
}: Pick<Database, "db">): Pick<QueueStore, "countWaiting" | "ringingCalls" | "fates"> {
  return {
    async countWaiting(tenantId) {
      const row = await db
        .selectFrom("interactions")
        .select((interactions) => interactions.fn.countAll().as("count"))
        .where("tenant_id", "=", tenantId)
        .where("state", "=", WAITING)
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },

    async ringingCalls(tenantId, ids) {
      const calls: StoredRingingCall[] = [];
      for (const group of inGroups(ids)) {
        const rows = await db
          .selectFrom("interactions")
          .select(["id", "visitor_name", "waiting_since_ms", "created_at_ms", "custom_data"])
          .where("tenant_id", "=", tenantId)
          .where("id", "in", group)
          .execute();
        for (const row of rows)
          calls.push({
            interactionId: row.id,
            visitorName: row.visitor_name,
            waitingSinceMs: row.waiting_since_ms ?? row.created_at_ms,
            customData: row.custom_data,
          });
      }
      return calls;
    },

    async fates(tenantId, ids) {
      const fates: CallFate[] = [];
      for (const group of inGroups(ids))
        fates.push(
          ...(await db
            .selectFrom("interactions")
            .leftJoin("agents", "agents.id", "interactions.agent_id")
            .select([
              "interactions.id as interactionId",
              "interactions.state as state",
              "interactions.end_reason as endReason",
              "interactions.agent_id as agentId",
              "agents.email as agentEmail",
              "interactions.device_id as deviceId",
              "interactions.claimed_at_ms as claimedAtMs",
            ])
            .where("interactions.tenant_id", "=", tenantId)
            .where("interactions.id", "in", group)
            .execute()),
        );
      return fates;
    },
  };
}

function inGroups(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / MAX_IDS) }, (_, index) =>
    ids.slice(index * MAX_IDS, (index + 1) * MAX_IDS),
  );
}
