import type { Database } from "../database/database.ts";
import type { ApiKey, ApiKeyStore } from "./api-keys.ts";
import type { TenantTables } from "./tenant-tables.ts";

type Row = TenantTables["api_keys"];

export interface ApiKeyStoreForOperators extends ApiKeyStore {
  list(tenantId: string): Promise<readonly ApiKey[]>;
  /** Adds the key unless its id exists. */
  add(key: ApiKey): Promise<void>;
  /** False if the tenant has no such key that is in use. */
  revoke(tenantId: string, keyId: string, nowMs: number): Promise<boolean>;
}

export function createApiKeyStore({ db }: Database): ApiKeyStoreForOperators {
  return {
    async find(keyId) {
      const row = await db.selectFrom("api_keys").selectAll().where("id", "=", keyId).executeTakeFirst();
      return row ? toApiKey(row) : null;
    },
    async list(tenantId) {
      const rows = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .orderBy("created_at_ms")
        .execute();
      return rows.map(toApiKey);
    },
    async add(key) {
      await db
        .insertInto("api_keys")
        .values({
          id: key.id,
          tenant_id: key.tenantId,
          hash: key.hash,
          label: key.label,
          purpose: key.purpose,
          created_at_ms: key.createdAtMs,
          revoked_at_ms: key.revokedAtMs,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async revoke(tenantId, keyId, nowMs) {
      const { numUpdatedRows } = await db
        .updateTable("api_keys")
        .set({ revoked_at_ms: nowMs })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", keyId)
        .where("revoked_at_ms", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

function toApiKey(row: Row): ApiKey {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    hash: row.hash,
    label: row.label,
    purpose: row.purpose,
    createdAtMs: row.created_at_ms,
    revokedAtMs: row.revoked_at_ms,
  };
}
