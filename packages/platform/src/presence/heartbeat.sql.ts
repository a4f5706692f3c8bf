import { type RawBuilder, type SqlBool, sql, type Transaction } from "kysely";
import type { Write } from "../database/commit-together.ts";
import type { Database, Engine } from "../database/database.ts";
import { lockInteractions, lockRow } from "../database/lock-row.ts";
import { withRetry } from "../database/retry.ts";
import type { Schema } from "../database/schema.ts";
import type { Heartbeat, HeartbeatResult, PresenceStore } from "./presence-store.ts";

/** On PostgreSQL heartbeats have their own connection; the next one is due a second later. */
const RETRY_MS = 900;

export function heartbeatQueries(
  { db, heartbeatDb, engine }: Database,
  write: Write,
): Pick<PresenceStore, "lastHeartbeatMs" | "heartbeat"> {
  const transact: Write =
    engine === "libsql"
      ? write
      : (work) => withRetry(() => heartbeatDb.transaction().execute(work), RETRY_MS);
  return {
    async lastHeartbeatMs() {
      const row = await db.selectFrom("liveness").select("heartbeat_at_ms").executeTakeFirst();
      return row?.heartbeat_at_ms ?? null;
    },

    heartbeat: (heartbeat) =>
      transact(async (trx) => {
        const { nowMs, maxGapMs, quietMs } = heartbeat;
        await trx
          .insertInto("liveness")
          .values({ id: 1, heartbeat_at_ms: nowMs, quiet_until_ms: 0 })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await lockRow(engine, trx, "liveness", 1);
        const last = await trx.selectFrom("liveness").selectAll().executeTakeFirstOrThrow();
        const gapMs = nowMs - last.heartbeat_at_ms;
        const movedByMs = gapMs > maxGapMs ? gapMs : 0;
        if (movedByMs > 0) await moveDeadlines(engine, trx, movedByMs);
        const quietUntilMs = movedByMs > 0 ? nowMs + quietMs : last.quiet_until_ms;
        await trx
          .updateTable("liveness")
          .set({ heartbeat_at_ms: Math.max(nowMs, last.heartbeat_at_ms), quiet_until_ms: quietUntilMs })
          .execute();
        return { movedByMs, isNew: await recordNode(trx, heartbeat), quietUntilMs };
      }),
  };
}

async function recordNode(
  trx: Transaction<Schema>,
  { nodeId, nowMs }: Heartbeat,
): Promise<HeartbeatResult["isNew"]> {
  const known = await trx
    .updateTable("nodes")
    .set({ heartbeat_at_ms: nowMs })
    .where("id", "=", nodeId)
    .executeTakeFirst();
  if (known.numUpdatedRows > 0n) return false;
  await trx.insertInto("nodes").values({ id: nodeId, heartbeat_at_ms: nowMs }).execute();
  return true;
}

/** Nobody could reconnect while no node had a heartbeat. */
async function moveDeadlines(engine: Engine, trx: Transaction<Schema>, byMs: number): Promise<void> {
  // Deadlines that are written after this are later than the gap, so they don't move.
  const locked = await lockInteractions(
    engine,
    trx,
    sql`id in (
      select id from interactions where state = 'waiting'
      union select interaction_id from seats where kept_until_ms is not null)`,
  );
  const isLocked = (column: "id" | "interaction_id"): RawBuilder<SqlBool> =>
    locked ? sql<SqlBool>`${sql.ref(column)} = any(${[...locked]})` : sql<SqlBool>`true`;
  await trx
    .updateTable("interactions")
    .set((builder) => ({ waiting_ends_at_ms: builder("waiting_ends_at_ms", "+", byMs) }))
    .where("state", "=", sql.lit("waiting"))
    .where(isLocked("id"))
    .execute();
  await trx
    .updateTable("seats")
    .set((builder) => ({ kept_until_ms: builder("kept_until_ms", "+", byMs) }))
    .where("kept_until_ms", "is not", null)
    .where(isLocked("interaction_id"))
    .execute();
  await trx
    .updateTable("nodes")
    .set((builder) => ({ heartbeat_at_ms: builder("heartbeat_at_ms", "+", byMs) }))
    .execute();
}
