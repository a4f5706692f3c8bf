import { sql } from "kysely";
import type { Interaction } from "../domain/interaction.ts";
import type { LiveStore, Room } from "../domain/live-store.ts";
import type { Seat } from "../domain/seat.ts";
import type { Write } from "./commit-together.ts";
import type { Database } from "./database.ts";
import { interactionOf, rowOfInteraction, rowOfSeat, seatOf } from "./interaction-rows.ts";

type InteractionQueries = Pick<
  LiveStore,
  "create" | "room" | "endedAmong" | "findByShortCode" | "findByPin" | "findMany"
>;

/** In one question. */
const MOST_IDS = 500;

/** Interactions as they stand. */
export function interactionQueries({ db }: Database, write: Write): InteractionQueries {
  return {
    create: (interaction, agentSeat) =>
      write(async (trx) => {
        // Not an error to catch: that would undo the writes of everybody who shares the commit.
        const result = await trx
          .insertInto("interactions")
          .values(rowOfInteraction(interaction))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if ((result.numInsertedOrUpdatedRows ?? 0n) === 0n) return "taken";
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
        // Written out, not bound: only so is the index of the open ones used.
        .where(sql<boolean>`state <> 'ended'`)
        .where("initiated_by", "=", "agent")
        .executeTakeFirst();
      return row ? interactionOf(row) : null;
    },

    async findMany(tenantId, ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom("interactions")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("id", "in", [...ids])
        .execute();
      return rows.map(interactionOf);
    },
  };
}

function roomOf(interaction: Interaction, seats: readonly Seat[]): Room {
  return {
    interaction,
    agent: seats.find((seat) => seat.role === "agent") ?? null,
    visitor: seats.find((seat) => seat.role === "visitor") ?? null,
  };
}
