import type { EpochMs } from "@videoengager/protocol/ids";
import { sql, type Transaction } from "kysely";
import { toInteraction, toSeat } from "../calls/interaction-rows.ts";
import type { SeatContext } from "../calls/seat.ts";
import type { Write } from "../database/commit-together.ts";
import type { Database, Engine } from "../database/database.ts";
import { lockInteractions, lockRow } from "../database/lock-row.ts";
import type { Schema } from "../database/schema.ts";
import { heartbeatQueries } from "./heartbeat.sql.ts";
import type { Affected, PresenceStore } from "./presence-store.ts";

/** Ids in one `in (…)`. */
const MAX_IDS = 500;

/**
 * Expired leases are found here, decided by the rules and ended by conditional updates. States are literals, not bound
 * values, so that SQLite can use the partial indexes.
 */
export function createPresenceStore(database: Database, write: Write): PresenceStore {
  const { db, engine } = database;
  return {
    ...findQueries(database),
    ...heartbeatQueries(database, write),

    expireDeadNodes: (ownNodeId, deadBeforeMs, keptUntilMs) =>
      write(async (trx) => {
        // Otherwise a node could store its first heartbeat after its row was looked for.
        await lockRow(engine, trx, "liveness", 1);
        let nodes = trx.selectFrom("nodes").select("id").where("id", "!=", ownNodeId);
        if (deadBeforeMs !== "including-living") nodes = nodes.where("heartbeat_at_ms", "<", deadBeforeMs);
        const dead = (await nodes.execute()).map((node) => node.id);
        dead.push(...(await unknownNodes(trx, ownNodeId)));
        return dead.length === 0 ? NOTHING : expireNodes(engine, trx, dead, keptUntilMs);
      }),

    leave: (nodeId, keptUntilMs) =>
      write(async (trx) => {
        await lockRow(engine, trx, "liveness", 1);
        return expireNodes(engine, trx, [nodeId], keptUntilMs);
      }),

    async rowsOf(nodeId) {
      const seats = await db
        .selectFrom("seats")
        .select(["interaction_id", "role", "connection_id"])
        .where("node_id", "=", nodeId)
        .execute();
      const sessions = await db
        .selectFrom("agent_sessions")
        .select(["id", "on_queue"])
        .where("node_id", "=", nodeId)
        .execute();
      return {
        seats: seats.map((seat) => ({
          interactionId: seat.interaction_id,
          role: seat.role,
          connectionId: seat.connection_id ?? "",
        })),
        sessions: sessions.map((session) => ({ sessionId: session.id, onQueue: session.on_queue === 1 })),
      };
    },
  };
}

/**
 * Nodes that have seats or sessions, but no row: a write that was in progress was committed after its node left, or after the others
 * expired it. A living node without a row stores it with its next heartbeat, and then restores its seats and sessions.
 */
async function unknownNodes(trx: Transaction<Schema>, ownNodeId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ node_id: string }>`
    select node_id from agent_sessions where node_id <> ${ownNodeId} and node_id not in (select id from nodes)
    union
    select node_id from seats where node_id <> ${ownNodeId} and node_id not in (select id from nodes)`.execute(
    trx,
  );
  return rows.map((row) => row.node_id);
}

const NOTHING: Affected = { interactionIds: [], tenantIds: [] };

async function expireNodes(
  engine: Engine,
  trx: Transaction<Schema>,
  nodeIds: readonly string[],
  keptUntilMs: (seat: SeatContext) => EpochMs,
): Promise<Affected> {
  const locked = await lockInteractions(
    engine,
    trx,
    sql`id in (select interaction_id from seats where node_id in (${sql.join(nodeIds)}))`,
  );
  // A seat that was connected in the meantime is left to a later sweep, see `unknownNodes`.
  const seats = (await selectSeats(trx, nodeIds)).filter((seat) => locked?.has(seat.interactionId) ?? true);
  for (const group of groupBy(seats, keptUntilMs))
    await trx
      .updateTable("seats")
      .set({ connection_id: null, node_id: null, away_cause: "closed", kept_until_ms: group.value })
      .where("node_id", "in", nodeIds)
      .where("connection_id", "in", group.ids)
      .execute();
  const sessions = await trx
    .deleteFrom("agent_sessions")
    .where("node_id", "in", nodeIds)
    .returning("tenant_id")
    .execute();
  await trx.deleteFrom("nodes").where("id", "in", nodeIds).execute();
  return {
    interactionIds: [...new Set(seats.map((seat) => seat.interactionId))],
    tenantIds: [...new Set(sessions.map((session) => session.tenant_id))],
  };
}

interface HeldSeat extends SeatContext {
  readonly interactionId: string;
  readonly connectionId: string;
}

async function selectSeats(
  trx: Transaction<Schema>,
  nodeIds: readonly string[],
): Promise<readonly HeldSeat[]> {
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
    Array.from({ length: Math.ceil(ids.length / MAX_IDS) }, (_, index) => ({
      value,
      ids: ids.slice(index * MAX_IDS, (index + 1) * MAX_IDS),
    })),
  );
}

function findQueries({
  db,
}: Pick<Database, "db">): Pick<PresenceStore, "expiredSeats" | "expiredWaits" | "neverOpened"> {
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
      const interactions = new Map(rows.map((row) => [row.id, toInteraction(row)]));
      return seats.flatMap((seat) => {
        const interaction = interactions.get(seat.interaction_id);
        return interaction ? [{ seat: toSeat(seat), interaction }] : [];
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
      return rows.map(toInteraction);
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
      return rows.map(toInteraction);
    },
  };
}
