import { readDigits } from "@videoengager/protocol/read-digits";
import type { InteractionPage } from "@videoengager/protocol/rest/interaction-list";
import type { CustomData } from "@videoengager/protocol/rest/interactions";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { createCallQualityStore } from "./call-quality.sql.ts";
import type {
  FoundInteraction,
  InteractionArchive,
  PageRequest,
  VisitorAddress,
} from "./interaction-archive.ts";

const ERASED = { visitor_name: "", visitor_email: "", visitor_phone: "", custom_data: "{}" } as const;

export function createInteractionArchive(database: Database): InteractionArchive {
  const { db } = database;
  return {
    list: (tenantId, page) => listPage(database, tenantId, page),
    export: (tenantId, id) => exportInteraction(database, tenantId, id),
    findByVisitor: (tenantId, visitor) => findByVisitor(database, tenantId, visitor),
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
          .set({ ...ERASED, erased_at_ms: nowMs })
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await trx.deleteFrom("visitor_data").where("interaction_id", "=", id).execute();
        await trx.deleteFrom("call_notes").where("interaction_id", "=", id).execute();
        await trx.deleteFrom("seats").where("interaction_id", "=", id).execute();
        return true;
      }),
    // A separate statement reads the ids in the index's order: otherwise PostgreSQL can read the whole table to find them.
    async eraseEndedBefore(tenantId, endedBeforeMs, nowMs, limit) {
      const rows = await db
        .selectFrom("interactions")
        .select("id")
        .where("tenant_id", "=", tenantId)
        .where("ended_at_ms", "<", endedBeforeMs)
        .where("erased_at_ms", "is", null)
        .orderBy("ended_at_ms")
        .limit(limit)
        .execute();
      if (rows.length === 0) return 0;
      await database.transaction(async (trx) => {
        // First: it locks the interactions, so notes that are written at the same time are either deleted or refused.
        await trx
          .updateTable("interactions")
          .set({ ...ERASED, erased_at_ms: nowMs })
          .where("id", "in", selectIds(rows))
          .execute();
        await trx.deleteFrom("visitor_data").where("interaction_id", "in", selectIds(rows)).execute();
        await trx.deleteFrom("call_notes").where("interaction_id", "in", selectIds(rows)).execute();
      });
      return rows.length;
    },
    async purgeCreatedBefore(tenantId, createdBeforeMs, limit) {
      const rows = await db
        .selectFrom("interactions")
        .select("id")
        .where("tenant_id", "=", tenantId)
        .where("created_at_ms", "<", createdBeforeMs)
        .where("state", "=", "ended")
        .orderBy("created_at_ms")
        .limit(limit)
        .execute();
      if (rows.length === 0) return 0;
      await db.deleteFrom("interactions").where("id", "in", selectIds(rows)).execute();
      return rows.length;
    },
  };
}

async function exportInteraction(
  database: Database,
  tenantId: string,
  id: string,
): ReturnType<InteractionArchive["export"]> {
  const { db } = database;
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
  const notes = await db
    .selectFrom("call_notes")
    .select(["notes", "disposition", "written_at_ms"])
    .where("interaction_id", "=", id)
    .executeTakeFirst();
  const { pin: _pin, custom_data: customData, ...rest } = row;
  return {
    ...rest,
    custom_data: JSON.parse(customData) as unknown,
    rejections,
    call_notes: notes ?? null,
    call_quality: await createCallQualityStore(database).ofInteraction(tenantId, id),
  };
}

/** Reads all of the tenant's interactions with such an address. That is rare, so it has no index. */
async function findByVisitor(
  { db }: Database,
  tenantId: string,
  visitor: VisitorAddress,
): Promise<readonly FoundInteraction[]> {
  const isPhone = "phone" in visitor;
  const column = isPhone ? "visitor_phone" : "visitor_email";
  const rows = await db
    .selectFrom("interactions")
    .select([
      "id",
      "visitor_name as visitorName",
      "visitor_email as visitorEmail",
      "visitor_phone as visitorPhone",
      "created_at_ms as createdAtMs",
    ])
    .where("tenant_id", "=", tenantId)
    .where(column, "!=", "")
    .orderBy("created_at_ms", "desc")
    .execute();
  const wanted = isPhone ? phoneKey(visitor.phone) : emailKey(visitor.email);
  return rows.filter((row) => (isPhone ? phoneKey(row.visitorPhone) : emailKey(row.visitorEmail)) === wanted);
}

/** People write phone numbers with and without spaces, dashes and a plus. */
function phoneKey(phone: string): string {
  return readDigits(phone).replace(/^0+/, "");
}

function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

function selectIds(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

async function listPage({ db }: Database, tenantId: string, page: PageRequest): Promise<InteractionPage> {
  let query = db
    .selectFrom("interactions")
    .leftJoin("agents", "agents.id", "interactions.agent_id")
    .leftJoin("call_notes", "call_notes.interaction_id", "interactions.id")
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
      "call_notes.notes as notes",
      "call_notes.disposition as disposition",
    ])
    .where("interactions.tenant_id", "=", tenantId)
    .orderBy("interactions.created_at_ms", "desc")
    .orderBy("interactions.id", "desc")
    .limit(page.limit + 1);
  if (page.agentId !== undefined) query = query.where("interactions.agent_id", "=", page.agentId);
  const cursor = page.after === undefined ? null : readCursor(page.after);
  // A row comparison, because both engines seek with it. With `or` they would read every newer interaction first.
  if (cursor)
    query = query.where(
      sql<boolean>`(interactions.created_at_ms, interactions.id) < (${cursor.createdAtMs}, ${cursor.id})`,
    );
  const rows = await query.execute();
  const interactions = rows.slice(0, page.limit).map(({ customData: json, notes, ...row }) => {
    const customData = JSON.parse(json) as CustomData;
    return { ...row, customerId: customData.customerId ?? null, customData, notes: notes ?? "" };
  });
  const last = interactions.at(-1);
  return {
    interactions,
    next: rows.length > page.limit && last ? `${last.createdAtMs}.${last.id}` : null,
  };
}

/** Null for an invalid cursor, which means the first page. */
function readCursor(after: string): { readonly createdAtMs: number; readonly id: string } | null {
  const [, createdAtMs, id] = /^(\d{1,15})\.(\S{1,64})$/.exec(after) ?? [];
  return createdAtMs !== undefined && id !== undefined ? { createdAtMs: Number(createdAtMs), id } : null;
}
