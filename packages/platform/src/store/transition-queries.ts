import type { SeatRole } from "@videoengager/protocol/ids";
import type { Expression, ExpressionBuilder, SqlBool, Transaction } from "kysely";
import type { LiveStore } from "../domain/live-store.ts";
import type { Write } from "./commit-together.ts";
import { rowOfChange, rowOfSeat } from "./interaction-rows.ts";
import type { Schema } from "./schema.ts";

type TransitionQueries = Pick<
  LiveStore,
  "transition" | "claim" | "end" | "giveBack" | "update" | "countPinFailure"
>;

/** Every change of a state is one conditional update that reports whether it won. */
export function transitionQueries(write: Write): TransitionQueries {
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

    end: (id, from, end, emptySeat) =>
      write(async (trx) => {
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
        return true;
      }),

    giveBack: (id, change, keptUntilMs) =>
      write(async (trx) => {
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
        await trx.updateTable("interactions").set(rowOfChange(change)).where("id", "=", id).execute();
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

/** That nobody has come back to a seat since it was left. */
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

async function deleteSeat(trx: Transaction<Schema>, id: string, role: SeatRole): Promise<void> {
  await trx.deleteFrom("seats").where("interaction_id", "=", id).where("role", "=", role).execute();
}
