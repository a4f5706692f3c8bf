import { setTimeout as delay } from "node:timers/promises";
import type { Transaction } from "kysely";
import type { Database, Engine } from "../database/database.ts";
import { lockRow } from "../database/lock-row.ts";
import type { Schema } from "../database/schema.ts";
import type { Clock } from "../lib/clock.ts";
import type { TenantTables } from "./tenant-tables.ts";
import { DEFAULT_TENANT_SETTINGS, type Tenant, type TenantSettings, type TenantStore } from "./tenants.ts";

type Row = TenantTables["tenants"];

/** Maximum age of cached tenants. An operator's change takes effect on other nodes after this time. */
const CACHE_MS = 5_000;
const MAX_CACHED = 5_000;

/** An operator's change of a tenant. */
export interface TenantChange {
  readonly name?: string;
  readonly host?: string | null;
  readonly settings?: Partial<TenantSettings>;
}

export interface TenantStoreForOperators extends TenantStore {
  list(): Promise<readonly Tenant[]>;
  /** Adds the tenant unless its id exists. */
  add(tenant: { id: string; name: string; allowsLoopbackOrigins: boolean }): Promise<void>;
  /** False if there is no such tenant. */
  change(tenantId: string, change: TenantChange): Promise<boolean>;
  /** With all its data. False if there is no such tenant. */
  remove(tenantId: string): Promise<boolean>;
  addOrigin(tenantId: string, origin: string): Promise<void>;
  /** False if the tenant has no such origin. */
  removeOrigin(tenantId: string, origin: string): Promise<boolean>;
}

export function createTenantStore(database: Database, clock: Clock): TenantStoreForOperators {
  const { db } = database;
  const cache = new Map<string, { readonly tenant: Tenant | null; readonly untilMs: number }>();

  const read = async (column: "id" | "host", value: string): Promise<Tenant | null> => {
    const row = await db.selectFrom("tenants").selectAll().where(column, "=", value).executeTakeFirst();
    if (row) return toTenant(row, await readOrigins(row.id));
    return column === "host" ? readOnlyTenant() : null;
  };
  const readOnlyTenant = async (): Promise<Tenant | null> => {
    const [only, another] = await db.selectFrom("tenants").selectAll().limit(2).execute();
    return only && !another ? toTenant(only, await readOrigins(only.id)) : null;
  };
  const readOrigins = async (tenantId: string): Promise<readonly string[]> => {
    const rows = await db
      .selectFrom("tenant_origins")
      .select("origin")
      .where("tenant_id", "=", tenantId)
      .orderBy("origin")
      .execute();
    return rows.map((row) => row.origin);
  };
  const readCached = async (column: "id" | "host", value: string): Promise<Tenant | null> => {
    const key = `${column}:${value}`;
    const before = cache.get(key);
    if (before && before.untilMs > clock.nowMs()) return before.tenant;
    const tenant = await read(column, value);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, { tenant, untilMs: clock.nowMs() + CACHE_MS });
    return tenant;
  };

  return {
    find: (tenantId) => readCached("id", tenantId),
    findByHost: (host) => readCached("host", host),
    async list() {
      const rows = await db.selectFrom("tenants").selectAll().orderBy("id").execute();
      return Promise.all(rows.map(async (row) => toTenant(row, await readOrigins(row.id))));
    },
    async add({ id, name, allowsLoopbackOrigins }) {
      cache.clear();
      await db
        .insertInto("tenants")
        .values({
          id,
          name,
          host: null,
          settings: "{}",
          allows_loopback_origins: allowsLoopbackOrigins ? 1 : 0,
          created_at_ms: clock.nowMs(),
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    change: (tenantId, change) => {
      cache.clear();
      return changeTenant(database, tenantId, change);
    },
    remove(tenantId) {
      cache.clear();
      return removeTenant(database, tenantId);
    },
    async addOrigin(tenantId, origin) {
      cache.clear();
      await db
        .insertInto("tenant_origins")
        .values({ tenant_id: tenantId, origin })
        .onConflict((conflict) => conflict.columns(["tenant_id", "origin"]).doNothing())
        .execute();
    },
    async removeOrigin(tenantId, origin) {
      cache.clear();
      const { numDeletedRows } = await db
        .deleteFrom("tenant_origins")
        .where("tenant_id", "=", tenantId)
        .where("origin", "=", origin)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

async function removeTenant(database: Database, tenantId: string): Promise<boolean> {
  await removeInteractions(database, tenantId);
  const { numDeletedRows } = await database.db
    .deleteFrom("tenants")
    .where("id", "=", tenantId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Interactions per statement. Each statement holds the write lock of the embedded database for some milliseconds. */
const REMOVAL_BATCH = 500;

/**
 * Deletes a tenant's interactions in batches, with a pause as long as each batch took: the embedded database has one write
 * lock, and a server beside this process needs it for every call. Seats go with their interactions, so the locks are taken in the
 * order that everything takes that changes several calls.
 */
async function removeInteractions(database: Database, tenantId: string): Promise<void> {
  const { engine } = database;
  for (;;) {
    const startMs = performance.now();
    const removed = await database.transaction(async (trx) => {
      await lockRow(engine, trx, "liveness", 1);
      const ids = await selectInteractionsToRemove(engine, trx, tenantId);
      if (ids.length > 0) await trx.deleteFrom("interactions").where("id", "in", ids).execute();
      return ids.length;
    });
    if (removed < REMOVAL_BATCH) return;
    await delay(performance.now() - startMs);
  }
}

async function selectInteractionsToRemove(
  engine: Engine,
  trx: Transaction<Schema>,
  tenantId: string,
): Promise<readonly string[]> {
  const batch = trx
    .selectFrom("interactions")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .orderBy("id")
    .limit(REMOVAL_BATCH);
  const rows = await (engine === "postgres" ? batch.forUpdate() : batch).execute();
  return rows.map(({ id }) => id);
}

function changeTenant(database: Database, tenantId: string, change: TenantChange): Promise<boolean> {
  return database.transaction(async (trx) => {
    const row = await trx.selectFrom("tenants").selectAll().where("id", "=", tenantId).executeTakeFirst();
    if (!row) return false;
    await trx
      .updateTable("tenants")
      .set({
        name: change.name ?? row.name,
        host: change.host === undefined ? row.host : change.host,
        settings: JSON.stringify({ ...(JSON.parse(row.settings) as object), ...change.settings }),
      })
      .where("id", "=", tenantId)
      .execute();
    return true;
  });
}

function toTenant(row: Row, origins: readonly string[]): Tenant {
  const stored = JSON.parse(row.settings) as Partial<TenantSettings>;
  return {
    id: row.id,
    name: row.name,
    host: row.host,
    settings: { ...DEFAULT_TENANT_SETTINGS, ...stored },
    origins,
    allowsLoopbackOrigins: row.allows_loopback_origins !== 0,
  };
}
