import type { Write } from "../database/commit-together.ts";
import type { Database } from "../database/database.ts";
import type { Seal } from "../database/seal.ts";
import { hashOtip, openVisitorData, type VisitorDataStore } from "./visitor-data.ts";

export function createVisitorDataStore({ db }: Database, write: Write, seal: Seal): VisitorDataStore {
  return {
    async take(id, otip) {
      // One statement: if two requests come at the same time, one of them gets the data.
      const row = await write((trx) =>
        trx
          .deleteFrom("visitor_data")
          .where("interaction_id", "=", id)
          .where("password_hash", "=", hashOtip(otip))
          .returning("sealed_data")
          .executeTakeFirst(),
      );
      return row ? openVisitorData(seal, id, row.sealed_data) : null;
    },

    async peek(id) {
      const row = await db
        .selectFrom("visitor_data")
        .select("sealed_data")
        .where("interaction_id", "=", id)
        .executeTakeFirst();
      return row ? openVisitorData(seal, id, row.sealed_data) : null;
    },
  };
}
