import type { SeatRole } from "@videoengager/protocol/ids";
import type { Expression, ExpressionBuilder, SqlBool, Transaction } from "kysely";
import type { Write } from "../database/commit-together.ts";
import type { Database, Engine } from "../database/database.ts";
import { lockRow } from "../database/lock-row.ts";
import type { Schema } from "../database/schema.ts";
import type { CallStore } from "./call-store.ts";
import { rowOfChange, rowOfSeat } from "./interaction-rows.ts";

type TransitionQueries = Pick<
  CallStore,
  "transition" | "claim" | "end" | "giveBack" | "update" | "countPinFailure"
>;

/** State changes. Each is one conditional update that reports whether it won. */
export function transitionQueries({ engine }: Pick<Database, "engine">, write: Write): TransitionQueries {
  return {
    transition: (id, from, to, change) =>
      write(async (trx) => {
        const result = await trx
          .updateTable("interactions")
          .set({ ...rowOfChange(change), state: to })
          .where("id", "=", id)
          .where("state", "=", from)
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
      }),

    claim: (id, from, change, seat) =>
      write(async (trx) => {
        const result = await trx
          .updateTable("interactions")
          .set({ ...rowOfChange(change), state: "connecting" })
          .where("id", "=", id)
          .where("state", "=", from)
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) return false;
        await deleteSeat(trx, id, "agent");
        await trx.insertInto("seats").values(rowOfSeat(seat)).execute();
        return true;
      }),

    end: (...ending) => write((trx) => writeEnd(engine, trx, ...ending)),

    giveBack: (id, change, keptUntilMs) =>
      write(async (trx) => {
        await lockRow(engine, trx, "interactions", id);
        const result = await trx
          .updateTable("interactions")
          .set(rowOfChange(change))
          .where("id", "=", id)
          .where("state", "=", "connecting")
          .where(stillEmpty(id, { role: "agent", keptUntilMs }))
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) return false;
        await deleteSeat(trx, id, "agent");
        return true;
      }),

    update: (id, change) =>
      write(async (trx) => {
        // Not if it has ended: a request that began before an erasure must not write erased data back.
        await trx
          .updateTable("interactions")
          .set(rowOfChange(change))
          .where("id", "=", id)
          .where("state", "!=", "ended")
          .execute();
      }),

    countPinFailure: (id, seen, failures, lockedUntilMs) =>
      write(async (trx) => {
        const result = await trx
          .updateTable("interactions")
          .set({ pin_failures: failures, pin_locked_until_ms: lockedUntilMs })
          .where("id", "=", id)
          .where("pin_failures", "=", seen)
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
      }),
  };
}

async function writeEnd(
  engine: Engine,
  trx: Transaction<Schema>,
  ...[id, from, end, emptySeat]: Parameters<CallStore["end"]>
): Promise<boolean> {
  // A separate statement, so that the update sees what a connecting seat committed before.
  await lockRow(engine, trx, "interactions", id);
  const update = trx
    .updateTable("interactions")
    .set({
      state: "ended",
      end_reason: end.reason,
      ended_by: end.by,
      ended_at_ms: end.atMs,
      talk_time_ms: end.talkTimeMs,
    })
    .where("id", "=", id)
    .where("state", "=", from);
  const query = emptySeat ? update.where(stillEmpty(id, emptySeat)) : update;
  const result = await query.executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  await trx.deleteFrom("seats").where("interaction_id", "=", id).execute();
  if (from === "active") await storeEndOfCall(trx, id, end.atMs);
  return true;
}

/** The condition that nobody has returned to a seat since it was left. */
function stillEmpty(
  id: string,
  seat: { readonly role: SeatRole; readonly keptUntilMs: number },
): (builder: ExpressionBuilder<Schema, "interactions">) => Expression<SqlBool> {
  return (builder) =>
    builder.exists(
      builder
        .selectFrom("seats")
        .select("role")
        .where("interaction_id", "=", id)
        .where("role", "=", seat.role)
        .where("connection_id", "is", null)
        .where("kept_until_ms", "=", seat.keptUntilMs),
    );
}

/** Stored with the agent, so that the wrap-up time and `longest-idle-first` don't have to search ended calls. */
async function storeEndOfCall(trx: Transaction<Schema>, id: string, atMs: number): Promise<void> {
  await trx
    .updateTable("agents")
    .set({ last_call_ended_at_ms: atMs })
    .where("id", "=", (agents) => agents.selectFrom("interactions").select("agent_id").where("id", "=", id))
    .execute();
}

async function deleteSeat(trx: Transaction<Schema>, id: string, role: SeatRole): Promise<void> {
  await trx.deleteFrom("seats").where("interaction_id", "=", id).where("role", "=", role).execute();
}
