import type { InteractionId, SeatRole } from "@videoengager/protocol/ids";
import { type CompiledQuery, sql } from "kysely";
import type { Write } from "../database/commit-together.ts";
import type { Database } from "../database/database.ts";
import type { CallStore, Room } from "./call-store.ts";
import type { NewInteraction } from "./interaction.ts";
import { type InteractionRow, rowOfSeat, toInteraction, toSeat } from "./interaction-rows.ts";
import type { Seat } from "./seat.ts";

type InteractionQueries = Pick<
  CallStore,
  "create" | "room" | "roomById" | "endedAmong" | "countConnectedSeats" | "findByShortCode" | "findByPin"
>;

/** Ids in one statement. */
const MAX_IDS = 500;

/** Creates and reads interactions. */
export function interactionQueries(database: Database, write: Write): InteractionQueries {
  const { db } = database;
  const insert = compileInsert(database);
  const selectById = (id: InteractionId) => db.selectFrom("interactions").selectAll().where("id", "=", id);
  const toRoom = async (row: InteractionRow | undefined): Promise<Room | null> => {
    if (!row) return null;
    const seats = await db.selectFrom("seats").selectAll().where("interaction_id", "=", row.id).execute();
    const seatAs = (role: SeatRole): Seat | null => {
      const seat = seats.find((each) => each.role === role);
      return seat ? toSeat(seat) : null;
    };
    return { interaction: toInteraction(row), agent: seatAs("agent"), visitor: seatAs("visitor") };
  };
  return {
    create: (interaction, agentSeat, visitorData = null) =>
      write(async (trx) => {
        // Not by catching an error: that would roll back the other writes of the shared commit.
        if ((await database.runCompiled(trx, insert(interaction))) === 0) return "taken";
        if (agentSeat) await trx.insertInto("seats").values(rowOfSeat(agentSeat)).execute();
        if (visitorData)
          await trx
            .insertInto("visitor_data")
            .values({
              interaction_id: interaction.id,
              password_hash: visitorData.passwordHash,
              sealed_data: visitorData.sealedData,
            })
            .execute();
        return "created";
      }),

    async room(tenantId, id) {
      return toRoom(await selectById(id).where("tenant_id", "=", tenantId).executeTakeFirst());
    },

    async roomById(id) {
      return toRoom(await selectById(id).executeTakeFirst());
    },

    async endedAmong(ids) {
      const open = new Set<string>();
      for (let start = 0; start < ids.length; start += MAX_IDS) {
        const rows = await db
          .selectFrom("interactions")
          .select("id")
          .where("id", "in", ids.slice(start, start + MAX_IDS))
          .where("state", "!=", "ended")
          .execute();
        for (const { id } of rows) open.add(id);
      }
      return ids.filter((id) => !open.has(id));
    },

    async countConnectedSeats(nodeId) {
      const row = await db
        .selectFrom("seats")
        .select((seats) => seats.fn.countAll().as("count"))
        .where("node_id", "=", nodeId)
        .where("connection_id", "is not", null)
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },

    async findByShortCode(code, tenantId) {
      const byCode = db.selectFrom("interactions").selectAll().where("short_code", "=", code);
      const query = tenantId === undefined ? byCode : byCode.where("tenant_id", "=", tenantId);
      const row = await query.executeTakeFirst();
      return row ? toInteraction(row) : null;
    },

    async findByPin(tenantId, pin) {
      const row = await db
        .selectFrom("interactions")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("pin", "=", pin)
        // Literals, not parameters, so that the partial index of open invitations is used.
        .where(sql<boolean>`initiated_by = 'agent'`)
        .where(sql<boolean>`state <> 'ended'`)
        .executeTakeFirst();
      return row ? toInteraction(row) : null;
    },
  };
}

/** Compiled once: building the query was a third of the cost of storing a request. */
function compileInsert({ db }: Database): (interaction: NewInteraction) => CompiledQuery {
  const compiled = db
    .insertInto("interactions")
    .values({
      // In the order of `toParameters`. Other columns are null.
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
  return (interaction) => ({ ...compiled, parameters: toParameters(interaction) });
}

function toParameters(interaction: NewInteraction): readonly unknown[] {
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
