import type { InteractionPage } from "@videoengager/protocol/rest/interaction-list";
import type { CustomData } from "@videoengager/protocol/rest/interactions";
import type { InteractionArchive, PageRequest } from "../domain/interaction-archive.ts";
import type { Database } from "./database.ts";

const FORGOTTEN = { visitor_name: "", visitor_email: "", visitor_phone: "", custom_data: "{}" } as const;

export function createInteractionArchive(database: Database): InteractionArchive {
  const { db } = database;
  return {
    list: (tenantId, page) => listPage(database, tenantId, page),
    async export(tenantId, id) {
      const row = await db
        .selectFrom("interactions")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .executeTakeFirst();
      if (!row) return null;
      const rejections = await db
        .selectFrom("rejections")
        .select(["agent_id", "rejected_at_ms"])
        .where("interaction_id", "=", id)
        .execute();
      const { pin: _pin, custom_data: customData, ...rest } = row;
      return { ...rest, custom_data: JSON.parse(customData) as unknown, rejections };
    },
    erase: (tenantId, id, nowMs) =>
      database.transaction(async (trx) => {
        await trx
          .updateTable("interactions")
          .set({ state: "ended", end_reason: "erased", ended_at_ms: nowMs })
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .where("state", "!=", "ended")
          .execute();
        const { numUpdatedRows } = await trx
          .updateTable("interactions")
          .set(FORGOTTEN)
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await trx.deleteFrom("seats").where("interaction_id", "=", id).execute();
        return true;
      }),
    async eraseEndedBefore(tenantId, endedBeforeMs) {
      const { numUpdatedRows } = await db
        .updateTable("interactions")
        .set(FORGOTTEN)
        .where("tenant_id", "=", tenantId)
        .where("state", "=", "ended")
        .where("ended_at_ms", "<", endedBeforeMs)
        .where((it) =>
          it.or([
            it("visitor_name", "!=", ""),
            it("visitor_email", "!=", ""),
            it("visitor_phone", "!=", ""),
            it("custom_data", "!=", "{}"),
          ]),
        )
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}

async function listPage({ db }: Database, tenantId: string, page: PageRequest): Promise<InteractionPage> {
  let query = db
    .selectFrom("interactions")
    .leftJoin("agents", "agents.id", "interactions.agent_id")
    .select([
      "interactions.id as id",
      "interactions.state as state",
      "interactions.end_reason as endReason",
      "interactions.initiated_by as initiatedBy",
      "agents.email as agentEmail",
      "interactions.visitor_name as visitorName",
      "interactions.custom_data as customData",
      "interactions.created_at_ms as createdAtMs",
      "interactions.ended_at_ms as endedAtMs",
      "interactions.talk_time_ms as talkTimeMs",
    ])
    .where("interactions.tenant_id", "=", tenantId)
    .orderBy("interactions.created_at_ms", "desc")
    .orderBy("interactions.id", "desc")
    .limit(page.limit + 1);
  if (page.agentId !== undefined) query = query.where("interactions.agent_id", "=", page.agentId);
  const cursor = page.after === undefined ? null : readCursor(page.after);
  if (cursor)
    query = query.where((it) =>
      it.or([
        it("interactions.created_at_ms", "<", cursor.createdAtMs),
        it.and([
          it("interactions.created_at_ms", "=", cursor.createdAtMs),
          it("interactions.id", "<", cursor.id),
        ]),
      ]),
    );
  const rows = await query.execute();
  const interactions = rows.slice(0, page.limit).map(({ customData, ...row }) => ({
    ...row,
    customerId: (JSON.parse(customData) as CustomData).customerId ?? null,
  }));
  const last = interactions.at(-1);
  return {
    interactions,
    next: rows.length > page.limit && last ? `${last.createdAtMs}.${last.id}` : null,
  };
}

/** A cursor that isn't one means the first page. */
function readCursor(after: string): { readonly createdAtMs: number; readonly id: string } | null {
  const [, createdAtMs, id] = /^(\d{1,15})\.(\S{1,64})$/.exec(after) ?? [];
  return createdAtMs !== undefined && id !== undefined ? { createdAtMs: Number(createdAtMs), id } : null;
}
