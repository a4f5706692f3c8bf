import type { EpochMs } from "@videoengager/protocol/ids";
import { sql, type Transaction } from "kysely";
import type { LiveStore } from "../domain/live-store.ts";
import type { SeatCircumstances } from "../domain/seat.ts";
import type { Write } from "./commit-together.ts";
import type { Database } from "./database.ts";
import { interactionOf, seatOf } from "./interaction-rows.ts";
import type { Schema } from "./schema.ts";

/** In one question. */
const MOST_IDS = 500;

type SweepQueries = Pick<
  LiveStore,
  "beat" | "shiftDeadlines" | "buryDeadNodes" | "expiredSeats" | "expiredWaits" | "neverOpened"
>;

/**
 * What time does to interactions: found here, decided by the rules, written by conditional updates. States are written out,
 * not bound: so SQLite can tell that an index of the living alone will do.
 */
export function sweepQueries({ db }: Database, write: Write): SweepQueries {
  return {
    ...findQueries({ db }),

    beat: (nodeId, nowMs) =>
      write(async (trx) => {
        const last = await trx
          .selectFrom("nodes")
          .select((builder) => builder.fn.max("beat_at_ms").as("beat_at_ms"))
          .executeTakeFirst();
        await trx
          .insertInto("nodes")
          .values({ id: nodeId, beat_at_ms: nowMs })
          .onConflict((conflict) => conflict.column("id").doUpdateSet({ beat_at_ms: nowMs }))
          .execute();
        return last?.beat_at_ms ?? null;
      }),

    shiftDeadlines: (byMs) =>
      write(async (trx) => {
        await trx
          .updateTable("seats")
          .set((builder) => ({ kept_until_ms: builder("kept_until_ms", "+", byMs) }))
          .where("kept_until_ms", "is not", null)
          .execute();
        await trx
          .updateTable("interactions")
          .set((builder) => ({ waiting_ends_at_ms: builder("waiting_ends_at_ms", "+", byMs) }))
          .where("state", "=", sql.lit("waiting"))
          .execute();
      }),

    buryDeadNodes: (deadBeforeMs, keptUntilMs) =>
      write(async (trx) => {
        const nodes = await trx
          .selectFrom("nodes")
          .select("id")
          .where("beat_at_ms", "<", deadBeforeMs)
          .execute();
        const dead = nodes.map((node) => node.id);
        if (dead.length === 0) return { interactionIds: [], tenantIds: [] };
        const seats = await seatsOf(trx, dead);
        for (const group of groupBy(seats, keptUntilMs))
          await trx
            .updateTable("seats")
            .set({ connection_id: null, node_id: null, away_cause: "closed", kept_until_ms: group.value })
            .where("node_id", "in", dead)
            .where("connection_id", "in", group.ids)
            .execute();
        const sessions = await trx
          .deleteFrom("agent_sessions")
          .where("node_id", "in", dead)
          .returning("tenant_id")
          .execute();
        await trx.deleteFrom("nodes").where("id", "in", dead).execute();
        return {
          interactionIds: [...new Set(seats.map((seat) => seat.interactionId))],
          tenantIds: [...new Set(sessions.map((session) => session.tenant_id))],
        };
      }),
  };
}

interface HeldSeat extends SeatCircumstances {
  readonly interactionId: string;
  readonly connectionId: string;
}

async function seatsOf(trx: Transaction<Schema>, nodeIds: readonly string[]): Promise<readonly HeldSeat[]> {
  const rows = await trx
    .selectFrom("seats")
    .innerJoin("interactions", "interactions.id", "seats.interaction_id")
    .select([
      "seats.interaction_id as interactionId",
      "seats.connection_id as connectionId",
      "seats.role as role",
      "interactions.state as state",
      "interactions.initiated_by as initiatedBy",
      "interactions.waiting_since_ms as waitingSinceMs",
    ])
    .where("seats.node_id", "in", nodeIds)
    .execute();
  return rows.map(({ interactionId, connectionId, role, ...interaction }) => ({
    interactionId,
    connectionId: connectionId ?? "",
    role,
    interaction,
  }));
}

/** Connections that get the same value, as many as one statement takes. */
function groupBy(
  seats: readonly HeldSeat[],
  valueOf: (seat: HeldSeat) => EpochMs,
): readonly { readonly value: EpochMs; readonly ids: readonly string[] }[] {
  const groups = new Map<EpochMs, string[]>();
  for (const seat of seats) {
    const value = valueOf(seat);
    const ids = groups.get(value);
    if (ids) ids.push(seat.connectionId);
    else groups.set(value, [seat.connectionId]);
  }
  return [...groups].flatMap(([value, ids]) =>
    Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, index) => ({
      value,
      ids: ids.slice(index * MOST_IDS, (index + 1) * MOST_IDS),
    })),
  );
}

function findQueries({
  db,
}: Pick<Database, "db">): Pick<SweepQueries, "expiredSeats" | "expiredWaits" | "neverOpened"> {
  return {
    async expiredSeats(nowMs, limit) {
      const seats = await db
        .selectFrom("seats")
        .selectAll()
        .where("kept_until_ms", "<=", nowMs)
        .where("connection_id", "is", null)
        .orderBy("kept_until_ms")
        .limit(limit)
        .execute();
      if (seats.length === 0) return [];
      const rows = await db
        .selectFrom("interactions")
        .selectAll()
        .where(
          "id",
          "in",
          seats.map((seat) => seat.interaction_id),
        )
        .execute();
      const interactions = new Map(rows.map((row) => [row.id, interactionOf(row)]));
      return seats.flatMap((seat) => {
        const interaction = interactions.get(seat.interaction_id);
        return interaction ? [{ seat: seatOf(seat), interaction }] : [];
      });
    },

    async expiredWaits(nowMs, limit) {
      const rows = await db
        .selectFrom("interactions")
        .selectAll()
        .where("state", "=", sql.lit("waiting"))
        .where("waiting_ends_at_ms", "<=", nowMs)
        .limit(limit)
        .execute();
      return rows.map(interactionOf);
    },

    async neverOpened(createdBeforeMs, limit) {
      const rows = await db
        .selectFrom("interactions")
        .selectAll()
        .where("state", "=", sql.lit("created"))
        .where("created_at_ms", "<", createdBeforeMs)
        .where((builder) =>
          builder.not(
            builder.exists(
              builder
                .selectFrom("seats")
                .select("role")
                .whereRef("seats.interaction_id", "=", "interactions.id"),
            ),
          ),
        )
        .limit(limit)
        .execute();
      return rows.map(interactionOf);
    },
  };
}
