import type { Database } from "../database/database.ts";
import type { Seal } from "../database/seal.ts";
import type { SigningKey, SigningKeyStore } from "./key-ring.ts";
import type { TenantTables } from "./tenant-tables.ts";

type Row = TenantTables["signing_keys"];

/** Signing keys in the database, sealed with the master key. */
export function createSigningKeyStore(database: Database, seal: Seal): SigningKeyStore {
  const toRow = (key: SigningKey): Row => ({
    id: key.id,
    sealed_secret: seal.seal(key.secret, key.id),
    created_at_ms: key.createdAtMs,
    retired_at_ms: key.retiredAtMs,
  });
  const open = (row: Row): SigningKey => {
    try {
      return {
        id: row.id,
        secret: seal.open(row.sealed_secret, row.id),
        createdAtMs: row.created_at_ms,
        retiredAtMs: row.retired_at_ms,
      };
    } catch (cause) {
      throw new Error(
        "A signing key in the database can't be decrypted: MASTER_KEY (or DATA_DIR/master.key) isn't the key that encrypted it.",
        { cause },
      );
    }
  };
  return {
    list: async () => (await database.db.selectFrom("signing_keys").selectAll().execute()).map(open),
    replaceCurrent: (key) =>
      database.transaction(async (trx) => {
        await trx
          .updateTable("signing_keys")
          .set({ retired_at_ms: key.createdAtMs })
          .where("retired_at_ms", "is", null)
          .execute();
        await trx.insertInto("signing_keys").values(toRow(key)).execute();
      }),
    replaceAll: (key) =>
      database.transaction(async (trx) => {
        await trx.deleteFrom("signing_keys").execute();
        await trx.insertInto("signing_keys").values(toRow(key)).execute();
      }),
    async addFirst(key) {
      const inUse = await database.db
        .selectFrom("signing_keys")
        .select("id")
        .where("retired_at_ms", "is", null)
        .limit(1)
        .executeTakeFirst();
      if (!inUse) await database.db.insertInto("signing_keys").values(toRow(key)).execute();
    },
    async removeRetiredBefore(timeMs) {
      await database.db.deleteFrom("signing_keys").where("retired_at_ms", "<", timeMs).execute();
    },
  };
}
