import type { Interaction } from "../domain/interaction.ts";
import type { LiveStore, Room } from "../domain/live-store.ts";
import type { Seat } from "../domain/seat.ts";
import type { Write } from "./commit-together.ts";
import type { Database } from "./database.ts";
import { interactionOf, rowOfInteraction, rowOfSeat, seatOf } from "./interaction-rows.ts";
import { isUniqueViolation } from "./is-unique-violation.ts";

type InteractionQueries = Pick<LiveStore, "create" | "room" | "findByShortCode" | "findMany">;

/** Interactions as they stand. */
export function interactionQueries({ db }: Database, write: Write): InteractionQueries {
  return {
    async create(interaction, agentSeat) {
      try {
        await write(async (trx) => {
          await trx.insertInto("interactions").values(rowOfInteraction(interaction)).execute();
          if (agentSeat) await trx.insertInto("seats").values(rowOfSeat(agentSeat)).execute();
        });
        return "created";
      } catch (error) {
        if (isUniqueViolation(error)) return "taken";
        throw error;
      }
    },

    async room(id) {
      const row = await db.selectFrom("interactions").selectAll().where("id", "=", id).executeTakeFirst();
      if (!row) return null;
      const seats = await db.selectFrom("seats").selectAll().where("interaction_id", "=", id).execute();
      return roomOf(interactionOf(row), seats.map(seatOf));
    },

    async findByShortCode(code) {
      const row = await db
        .selectFrom("interactions")
        .selectAll()
        .where("short_code", "=", code)
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
