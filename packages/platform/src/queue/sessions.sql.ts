import type { Selectable } from "kysely";
import type { InteractionTables } from "../calls/interaction-tables.ts";
import type { Write } from "../database/commit-together.ts";
import type { Database } from "../database/database.ts";
import type { AgentSession, QueueStore } from "./queue-store.ts";

type SessionQueries = Pick<
  QueueStore,
  "putSession" | "setSessionOnQueue" | "removeSession" | "sessionsToEnd" | "sessionsOnQueue"
>;

/** The agents' push sessions, of every node. */
export function sessionQueries({ db }: Database, write: Write): SessionQueries {
  return {
    putSession: (session) =>
      write(async (trx) => {
        await trx
          .insertInto("agent_sessions")
          .values({
            id: session.sessionId,
            tenant_id: session.tenantId,
            agent_id: session.agentId,
            node_id: session.nodeId,
            on_queue: Number(session.onQueue),
            on_queue_since_ms: session.onQueueSinceMs,
          })
          .onConflict((conflict) =>
            conflict.column("id").doUpdateSet({
              on_queue: Number(session.onQueue),
              on_queue_since_ms: session.onQueueSinceMs,
            }),
          )
          .execute();
      }),

    setSessionOnQueue: (sessionId, onQueue, sinceMs) =>
      write(async (trx) => {
        await trx
          .updateTable("agent_sessions")
          .set({ on_queue: Number(onQueue), on_queue_since_ms: sinceMs })
          .where("id", "=", sessionId)
          .execute();
      }),

    removeSession: (sessionId) =>
      write(async (trx) => {
        await trx.deleteFrom("agent_sessions").where("id", "=", sessionId).execute();
      }),

    async sessionsToEnd(nodeId) {
      return db
        .selectFrom("agent_sessions")
        .leftJoin("agents", "agents.id", "agent_sessions.agent_id")
        .select(["agent_sessions.id as sessionId", "agent_sessions.tenant_id as tenantId"])
        .where("agent_sessions.node_id", "=", nodeId)
        .where((it) => it.or([it("agents.id", "is", null), it("agents.disabled", "=", 1)]))
        .execute();
    },

    async sessionsOnQueue(tenantId) {
      const rows = await db
        .selectFrom("agent_sessions")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("on_queue", "=", 1)
        .execute();
      return rows.map(toSession);
    },
  };
}

function toSession(row: Selectable<InteractionTables["agent_sessions"]>): AgentSession {
  return {
    sessionId: row.id,
    tenantId: row.tenant_id,
    agentId: row.agent_id,
    nodeId: row.node_id,
    onQueue: row.on_queue === 1,
    onQueueSinceMs: row.on_queue_since_ms,
  };
}
