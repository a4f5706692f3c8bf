import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import type { Transaction, Updateable } from "kysely";
import type { LiveStore } from "../domain/live-store.ts";
import type { Seat } from "../domain/seat.ts";
import type { Write } from "./commit-together.ts";
import { rowOfChange, rowOfSeat } from "./interaction-rows.ts";
import type { InteractionTables } from "./interaction-tables.ts";
import type { Schema } from "./schema.ts";

type SeatQueries = Pick<
  LiveStore,
  | "sitDown"
  | "connectSeat"
  | "leaveSeat"
  | "markGoodbye"
  | "joinSeat"
  | "setMedia"
  | "setMediaFlows"
  | "freeSeat"
>;

/** Who sits where. A page writes only to the seat that it still holds. */
export function seatQueries(write: Write): SeatQueries {
  return {
    sitDown: (seat, expected) => write((trx) => sitDown(trx, seat, expected)),

    connectSeat: (seat, connectionId, nodeId) =>
      write(async (trx) => {
        const result = await trx
          .updateTable("seats")
          .set({ connection_id: connectionId, node_id: nodeId, away_cause: null, kept_until_ms: null })
          .where("interaction_id", "=", seat.interactionId)
          .where("role", "=", seat.role)
          .where("instance_id", "=", seat.instanceId)
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
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

async function sitDown(trx: Transaction<Schema>, seat: Seat, expected: string | null): Promise<boolean> {
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
