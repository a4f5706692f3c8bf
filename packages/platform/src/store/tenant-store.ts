import type { Clock } from "../domain/clock.ts";
import {
  DEFAULT_TENANT_SETTINGS,
  type Tenant,
  type TenantSettings,
  type TenantStore,
} from "../domain/tenants.ts";
import type { Database } from "./database.ts";
import type { TenantTables } from "./tenant-tables.ts";

type Row = TenantTables["tenants"];

/** How old what is read may be: an operator's change on another node is seen after so long. */
const KEPT_MS = 5_000;
const MOST_KEPT = 5_000;

/** What an operator changes of a tenant. */
export interface TenantChange {
  readonly name?: string;
  readonly host?: string | null;
  readonly settings?: Partial<TenantSettings>;
}

export interface TenantStoreForOperators extends TenantStore {
  list(): Promise<readonly Tenant[]>;
  /** Adds the tenant unless its id is there already. */
  add(tenant: { id: string; name: string; allowsLoopbackOrigins: boolean }): Promise<void>;
  /** Resolves with false where there is no such tenant. */
  change(tenantId: string, change: TenantChange): Promise<boolean>;
  /** With everything that belongs to it. Resolves with false where there is no such tenant. */
  remove(tenantId: string): Promise<boolean>;
  addOrigin(tenantId: string, origin: string): Promise<void>;
  /** Resolves with false where it wasn't there. */
  removeOrigin(tenantId: string, origin: string): Promise<boolean>;
}

export function createTenantStore(database: Database, clock: Clock): TenantStoreForOperators {
  const { db } = database;
  const kept = new Map<string, { readonly tenant: Tenant | null; readonly untilMs: number }>();

  const read = async (column: "id" | "host", value: string): Promise<Tenant | null> => {
    const row = await db.selectFrom("tenants").selectAll().where(column, "=", value).executeTakeFirst();
    if (row) return toTenant(row, await originsOf(row.id));
    return column === "host" ? readOnlyTenant() : null;
  };
  const readOnlyTenant = async (): Promise<Tenant | null> => {
    const [only, another] = await db.selectFrom("tenants").selectAll().limit(2).execute();
    return only && !another ? toTenant(only, await originsOf(only.id)) : null;
  };
  const originsOf = async (tenantId: string): Promise<readonly string[]> => {
    const rows = await db
      .selectFrom("tenant_origins")
      .select("origin")
      .where("tenant_id", "=", tenantId)
      .orderBy("origin")
      .execute();
    return rows.map((row) => row.origin);
  };
  const readKept = async (column: "id" | "host", value: string): Promise<Tenant | null> => {
    const key = `${column}:${value}`;
    const before = kept.get(key);
    if (before && before.untilMs > clock.nowMs()) return before.tenant;
    const tenant = await read(column, value);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { tenant, untilMs: clock.nowMs() + KEPT_MS });
    return tenant;
  };

  return {
    find: (tenantId) => readKept("id", tenantId),
    findByHost: (host) => readKept("host", host),
    async list() {
      const rows = await db.selectFrom("tenants").selectAll().orderBy("id").execute();
      return Promise.all(rows.map(async (row) => toTenant(row, await originsOf(row.id))));
    },
    async add({ id, name, allowsLoopbackOrigins }) {
      kept.clear();
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
      kept.clear();
      return changeTenant(database, tenantId, change);
    },
    async remove(tenantId) {
      kept.clear();
      const { numDeletedRows } = await db.deleteFrom("tenants").where("id", "=", tenantId).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async addOrigin(tenantId, origin) {
      kept.clear();
      await db
        .insertInto("tenant_origins")
        .values({ tenant_id: tenantId, origin })
        .onConflict((conflict) => conflict.columns(["tenant_id", "origin"]).doNothing())
        .execute();
    },
    async removeOrigin(tenantId, origin) {
      kept.clear();
      const { numDeletedRows } = await db
        .deleteFrom("tenant_origins")
        .where("tenant_id", "=", tenantId)
        .where("origin", "=", origin)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
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
