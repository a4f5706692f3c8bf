import { type CompiledQuery, sql } from "kysely";
import type { Interaction, NewInteraction } from "../domain/interaction.ts";
import type { LiveStore, Room } from "../domain/live-store.ts";
import type { Seat } from "../domain/seat.ts";
import type { Write } from "./commit-together.ts";
import type { Database } from "./database.ts";
import { interactionOf, rowOfSeat, seatOf } from "./interaction-rows.ts";

type InteractionQueries = Pick<
  LiveStore,
  "create" | "room" | "endedAmong" | "findByShortCode" | "findByPin" | "findMany"
>;

/** In one question. */
const MOST_IDS = 500;

/** Interactions as they stand. */
export function interactionQueries(database: Database, write: Write): InteractionQueries {
  const { db } = database;
  const insert = compileInsert(database);
  return {
    create: (interaction, agentSeat) =>
      write(async (trx) => {
        // Not an error to catch: that would undo the writes of everybody who shares the commit.
        if ((await database.runCompiled(trx, insert(interaction))) === 0) return "taken";
        if (agentSeat) await trx.insertInto("seats").values(rowOfSeat(agentSeat)).execute();
        return "created";
      }),

    async room(id) {
      const row = await db.selectFrom("interactions").selectAll().where("id", "=", id).executeTakeFirst();
      if (!row) return null;
      const seats = await db.selectFrom("seats").selectAll().where("interaction_id", "=", id).execute();
      return roomOf(interactionOf(row), seats.map(seatOf));
    },

    async endedAmong(ids) {
      const open = new Set<string>();
      for (let start = 0; start < ids.length; start += MOST_IDS) {
        const rows = await db
          .selectFrom("interactions")
          .select("id")
          .where("id", "in", ids.slice(start, start + MOST_IDS))
          .where("state", "!=", "ended")
          .execute();
        for (const { id } of rows) open.add(id);
      }
      return ids.filter((id) => !open.has(id));
    },

    async findByShortCode(code) {
      const row = await db
        .selectFrom("interactions")
        .selectAll()
        .where("short_code", "=", code)
        .executeTakeFirst();
      return row ? interactionOf(row) : null;
    },

    async findByPin(tenantId, pin) {
      const row = await db
        .selectFrom("interactions")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("pin", "=", pin)
        // Written out, not bound: only so is the index of the open invitations used.
        .where(sql<boolean>`initiated_by = 'agent'`)
        .where(sql<boolean>`state <> 'ended'`)
        .executeTakeFirst();
      return row ? interactionOf(row) : null;
    },

    async findMany(tenantId, ids) {
      const found: Interaction[] = [];
      for (let start = 0; start < ids.length; start += MOST_IDS) {
        const rows = await db
          .selectFrom("interactions")
          .selectAll()
          .where("tenant_id", "=", tenantId)
          .where("id", "in", ids.slice(start, start + MOST_IDS))
          .execute();
        found.push(...rows.map(interactionOf));
      }
      return found;
    },
  };
}

/** Compiled once: building the query was a third of what storing a visitor's request costs. */
function compileInsert({ db }: Database): (interaction: NewInteraction) => CompiledQuery {
  const compiled = db
    .insertInto("interactions")
    .values({
      // In the order of `parametersOf`. What is not here is null.
      id: "",
      tenant_id: "",
      initiated_by: "visitor",
      agent_id: null,
      pin: "",
      short_code: "",
      custom_data: "",
      created_at_ms: 0,
      state: sql.lit("created"),
      pin_failures: sql.lit(0),
      visitor_name: sql.lit(""),
      visitor_email: sql.lit(""),
      visitor_phone: sql.lit(""),
      talk_time_ms: sql.lit(0),
    })
    .onConflict((conflict) => conflict.doNothing())
    .compile();
  return (interaction) => ({ ...compiled, parameters: parametersOf(interaction) });
}

function parametersOf(interaction: NewInteraction): readonly unknown[] {
  return [
    interaction.id,
    interaction.tenantId,
    interaction.initiatedBy,
    interaction.agentId,
    interaction.pin,
    interaction.shortCode,
    JSON.stringify(interaction.customData),
    interaction.createdAtMs,
  ];
}

function roomOf(interaction: Interaction, seats: readonly Seat[]): Room {
  return {
    interaction,
    agent: seats.find((seat) => seat.role === "agent") ?? null,
    visitor: seats.find((seat) => seat.role === "visitor") ?? null,
  };
}
