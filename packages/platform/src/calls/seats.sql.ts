import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import type { Transaction, Updateable, UpdateQueryBuilder, UpdateResult } from "kysely";
import type { Write } from "../database/commit-together.ts";
import type { Database } from "../database/database.ts";
import { lockRow } from "../database/lock-row.ts";
import type { Schema } from "../database/schema.ts";
import type { CallStore } from "./call-store.ts";
import { rowOfChange, rowOfSeat } from "./interaction-rows.ts";
import type { InteractionTables } from "./interaction-tables.ts";
import type { Seat } from "./seat.ts";

type SeatQueries = Pick<
  CallStore,
  | "takeSeat"
  | "connectSeat"
  | "reconnectSeat"
  | "leaveSeat"
  | "markGoodbye"
  | "joinSeat"
  | "setMedia"
  | "setMediaFlows"
  | "freeSeat"
>;

/** Seats. A page can only change a seat that it still has. */
export function seatQueries({ engine }: Pick<Database, "engine">, write: Write): SeatQueries {
  const lock = (trx: Transaction<Schema>, id: string): Promise<void> =>
    lockRow(engine, trx, "interactions", id);
  return {
    takeSeat: (seat, expected) =>
      write(async (trx) => {
        await lock(trx, seat.interactionId);
        return (await isOpen(trx, seat.interactionId)) && takeSeat(trx, seat, expected);
      }),

    connectSeat: (seat, connectionId, nodeId) =>
      write(async (trx) => {
        // Otherwise an end that found the seat empty could be committed after this.
        await lock(trx, seat.interactionId);
        const { numUpdatedRows } = await connect(trx, seat, connectionId, nodeId).executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    reconnectSeat: (seat, connectionId, nodeId) =>
      write(async (trx) => {
        await lock(trx, seat.interactionId);
        const { numUpdatedRows } = await connect(trx, seat, connectionId, nodeId)
          .where("connection_id", "is", null)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    leaveSeat: (seat, connectionId, cause, keptUntilMs) =>
      write(async (trx) => {
        const result = await trx
          .updateTable("seats")
          .set({ connection_id: null, node_id: null, away_cause: cause, kept_until_ms: keptUntilMs })
          .where("interaction_id", "=", seat.interactionId)
          .where("role", "=", seat.role)
          .where("connection_id", "=", connectionId)
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
      }),

    markGoodbye: (seat, keptUntilMs) =>
      write(async (trx) => {
        const result = await trx
          .updateTable("seats")
          .set({ away_cause: "goodbye", kept_until_ms: keptUntilMs })
          .where("interaction_id", "=", seat.interactionId)
          .where("role", "=", seat.role)
          .where("instance_id", "=", seat.instanceId)
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
      }),

    joinSeat: (seat, displayName, media, consequence) =>
      write(async (trx) => {
        await lock(trx, seat.interactionId);
        const result = await trx
          .updateTable("seats")
          .set({ joined: 1, display_name: displayName, ...rowOfMedia(media) })
          .where("connection_id", "=", seat.connectionId)
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) return false;
        if (consequence)
          await trx
            .updateTable("interactions")
            .set(rowOfChange(consequence))
            .where("id", "=", seat.interactionId)
            .where("state", "=", "created")
            .execute();
        return true;
      }),

    setMedia: (connectionId, media) => updateConnected(write, connectionId, rowOfMedia(media)),
    setMediaFlows: (connectionId) => updateConnected(write, connectionId, { media_flows: 1 }),

    freeSeat: (seat, keptUntilMs) =>
      write(async (trx) => {
        const result = await trx
          .deleteFrom("seats")
          .where("interaction_id", "=", seat.interactionId)
          .where("role", "=", seat.role)
          .where("connection_id", "is", null)
          .where("kept_until_ms", "=", keptUntilMs)
          .executeTakeFirst();
        return result.numDeletedRows > 0n;
      }),
  };
}

async function isOpen(trx: Transaction<Schema>, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom("interactions")
    .select("id")
    .where("id", "=", id)
    .where("state", "!=", "ended")
    .executeTakeFirst();
  return row !== undefined;
}

/** Returned without executing it, so that a condition can be added. */
function connect(
  trx: Transaction<Schema>,
  seat: Pick<Seat, "interactionId" | "role" | "instanceId">,
  connectionId: string,
  nodeId: string,
): UpdateQueryBuilder<Schema, "seats", "seats", UpdateResult> {
  return trx
    .updateTable("seats")
    .set({ connection_id: connectionId, node_id: nodeId, away_cause: null, kept_until_ms: null })
    .where("interaction_id", "=", seat.interactionId)
    .where("role", "=", seat.role)
    .where("instance_id", "=", seat.instanceId);
}

async function takeSeat(trx: Transaction<Schema>, seat: Seat, expected: string | null): Promise<boolean> {
  const row = rowOfSeat(seat);
  if (expected === null) {
    const inserted = await trx
      .insertInto("seats")
      .values(row)
      .onConflict((conflict) => conflict.columns(["interaction_id", "role"]).doNothing())
      .executeTakeFirst();
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const updated = await trx
    .updateTable("seats")
    .set(row)
    .where("interaction_id", "=", seat.interactionId)
    .where("role", "=", seat.role)
    .where("instance_id", "=", expected)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

function updateConnected(
  write: Write,
  connectionId: string,
  change: Updateable<InteractionTables["seats"]>,
): Promise<boolean> {
  return write(async (trx) => {
    const result = await trx
      .updateTable("seats")
      .set(change)
      .where("connection_id", "=", connectionId)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  });
}

function rowOfMedia(media: MediaState): { microphone: number; camera: number; screen: number } {
  return {
    microphone: Number(media.microphone),
    camera: Number(media.camera),
    screen: Number(media.screen),
  };
}
