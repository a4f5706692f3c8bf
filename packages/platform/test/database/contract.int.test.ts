import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCallQualityStore } from "../../src/archive/call-quality.sql.ts";
import { createInteractionArchive } from "../../src/archive/interaction-archive.sql.ts";
import { type Database, type DatabaseConfig, openDatabase } from "../../src/database/database.ts";
import { openLibsql } from "../../src/database/open-libsql.ts";
import { openPostgres } from "../../src/database/open-postgres.ts";
import { createSeal } from "../../src/database/seal.ts";
import { createAgentStore } from "../../src/identity/agents.sql.ts";
import type { Agent } from "../../src/identity/agents.ts";
import { createApiKeyStore } from "../../src/identity/api-keys.sql.ts";
import { createApiKey, findTenantOfKey } from "../../src/identity/api-keys.ts";
import { KEY_LIFE_MS, KeyRing } from "../../src/identity/key-ring.ts";
import { createSigningKeyStore } from "../../src/identity/signing-keys.sql.ts";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { ENGINES, startEngine, type TestEngine } from "../helpers/open-engines.ts";

describe.each(ENGINES)("what is kept, on %s", (engineName) => {
  let engine: TestEngine;
  let config: DatabaseConfig;
  let database: Database;
  let nowMs = 1_800_000_000_000;
  const clock = { nowMs: () => nowMs };

  beforeAll(async () => {
    engine = await startEngine(engineName);
    config = await engine.newDatabase();
    database = await openDatabase(config);
    await createTenantStore(database, clock).add({ id: "acme", name: "Acme", allowsLoopbackOrigins: false });
    await createTenantStore(database, clock).add({
      id: "other",
      name: "Other",
      allowsLoopbackOrigins: false,
    });
  });
  afterAll(async () => {
    await database.close();
    await engine.stop();
  });

  it("is migrated once when several nodes start together", async () => {
    const fresh = await engine.newDatabase();
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(fresh)));
    for (const each of opened) await each.ping();
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(
      opened[0]?.db ?? database.db,
    );
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    await Promise.all(opened.map((each) => each.close()));
  });

  it("keeps nothing of a failed migration, and is migrated after the obstacle is gone", async () => {
    const fresh = await engine.newDatabase();
    const db = fresh.databaseUrl
      ? openPostgres(fresh.databaseUrl, { poolSize: 2, timeouts: false }).db
      : (await openLibsql(fresh.dataDir)).db;
    await sql`create table rejections (in_the_way integer)`.execute(db);
    await expect(openDatabase(fresh)).rejects.toThrow("rejections");
    await sql`drop table rejections`.execute(db);
    await db.destroy();
    const opened = await openDatabase(fresh);
    await opened.ping();
    await opened.close();
  });

  it("is still there after closing and opening", async () => {
    const fresh = await engine.newDatabase();
    const before = await openDatabase(fresh);
    await createTenantStore(before, clock).add({ id: "kept", name: "Kept", allowsLoopbackOrigins: true });
    await before.close();
    const after = await openDatabase(fresh);
    expect(await createTenantStore(after, clock).find("kept")).toMatchObject({
      name: "Kept",
      allowsLoopbackOrigins: true,
    });
    await after.close();
  });

  it("keeps a tenant's settings and web sites, and removes them with it", async () => {
    const tenants = createTenantStore(database, clock);
    await tenants.add({ id: "gone", name: "Gone", allowsLoopbackOrigins: false });
    await tenants.change("gone", { settings: { callWrapUpS: 30 } });
    await tenants.change("gone", { settings: { enablePin: true }, host: "gone.example.com" });
    await tenants.addOrigin("gone", "https://a.example.com");
    await tenants.addOrigin("gone", "https://a.example.com");
    expect(await tenants.findByHost("gone.example.com")).toMatchObject({
      settings: { callWrapUpS: 30, enablePin: true, visitorWaitingS: 300 },
      origins: ["https://a.example.com"],
    });
    expect(await tenants.removeOrigin("gone", "https://b.example.com")).toBe(false);
    await createApiKeyStore(database).add({
      ...keyOf("gone").stored,
      id: "aaaaaaaaaaaa",
    });
    expect(await tenants.remove("gone")).toBe(true);
    expect(await tenants.find("gone")).toBeNull();
    expect(await createApiKeyStore(database).find("aaaaaaaaaaaa")).toBeNull();
    expect(await tenants.remove("gone")).toBe(false);
  });

  it("shows a tenant's change on another node within five seconds", async () => {
    const here = createTenantStore(database, clock);
    const there = createTenantStore(database, clock);
    await there.find("acme");
    await here.addOrigin("acme", "https://new.example.com");
    nowMs += 5_001;
    expect((await there.find("acme"))?.origins).toContain("https://new.example.com");
  });

  it("knows an API key by its hash alone, its tenant, and whether it was revoked", async () => {
    const keys = createApiKeyStore(database);
    const { key, stored } = keyOf("acme");
    await keys.add(stored);
    expect(JSON.stringify(await keys.list("acme"))).not.toContain(key);
    expect(await findTenantOfKey(keys, key, "agents")).toBe("acme");
    expect(await findTenantOfKey(keys, key, "operator")).toBeNull();
    expect(await keys.revoke("other", stored.id, nowMs)).toBe(false);
    expect(await keys.revoke("acme", stored.id, nowMs)).toBe(true);
    expect(await findTenantOfKey(keys, key, "agents")).toBeNull();
    expect(await keys.revoke("acme", stored.id, nowMs)).toBe(false);
  });

  it("makes one agent where several requests create the same at once", async () => {
    const agents = createAgentStore(database, clock);
    const made = await Promise.all(
      [1, 2, 3, 4].map((n) => agents.add(agentOf("acme", "same@example.com", n))),
    );
    expect(new Set(made.map((agent) => agent.id)).size).toBe(1);
    const elsewhere = await agents.add(agentOf("other", "same@example.com", 9));
    expect(elsewhere.id).not.toBe(made[0]?.id);
    expect(await agents.find("other", made[0]?.id ?? "")).toBeNull();
    const known = await agents.add({
      ...agentOf("acme", "bare@example.com", 5),
      organizationId: "",
      firstName: "",
    });
    const filled = await agents.update(known, { organizationId: "org1", firstName: "Jane" });
    expect(filled).toEqual({ ...known, organizationId: "org1", firstName: "Jane" });
    // Of two sign-ins that read the same agent, the first one wins.
    expect(await agents.update(known, { organizationId: "org2", firstName: "Joan" })).toEqual(filled);
    expect(await agents.remove("other", "bare@example.com")).toBe(false);
    expect(await agents.remove("acme", "bare@example.com")).toBe(true);
    expect(await agents.findByEmail("acme", "bare@example.com")).toBeNull();
    expect(await agents.setDisabled("acme", "same@example.com", true)).toBe(true);
    expect((await agents.findByEmail("acme", "same@example.com"))?.disabled).toBe(true);
    expect((await agents.findByEmail("other", "same@example.com"))?.disabled).toBe(false);
  });

  it("keeps signing keys sealed, agrees on them between nodes, and refuses another master key", async () => {
    const fresh = await openDatabase(await engine.newDatabase());
    const ring = (masterKey: string): KeyRing =>
      new KeyRing(createSigningKeyStore(fresh, createSeal(masterKey)), clock);
    const [one, two] = [ring("master"), ring("master")];
    await Promise.all([one.refresh(), two.refresh()]);
    nowMs += 1_001;
    expect((await two.find((await one.current()).id))?.secret).toEqual((await one.current()).secret);

    const before = await one.current();
    nowMs += KEY_LIFE_MS;
    await one.refresh();
    expect((await one.current()).id).not.toBe(before.id);
    expect(await one.find(before.id)).not.toBeNull();
    const rows = await fresh.db.selectFrom("signing_keys").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(before.secret).toString("base64url"));
    await expect(ring("another").refresh()).rejects.toThrow("MASTER_KEY");
    await fresh.close();
  });

  it("keeps nothing of a transaction that fails", async () => {
    const tenants = createTenantStore(database, clock);
    await expect(
      database.transaction(async (trx) => {
        await trx
          .insertInto("tenant_origins")
          .values({ tenant_id: "acme", origin: "https://half.example" })
          .execute();
        throw new Error("half way");
      }),
    ).rejects.toThrow("half way");
    nowMs += 5_001;
    expect((await tenants.find("acme"))?.origins).not.toContain("https://half.example");
  });

  it("lists interactions page by page without losing or repeating one, also if several have the same time", async () => {
    const archive = createInteractionArchive(database);
    const ids = await addInteractions(database, "acme", 25, nowMs);
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Awaited<ReturnType<typeof archive.list>> = await archive.list("acme", { limit: 10, after });
      seen.push(...page.interactions.map(({ id }) => id));
      after = page.next;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const [newest] = (await archive.list("acme", { limit: 1 })).interactions;
    expect(newest).toMatchObject({
      visitorName: expect.stringMatching(/^Visitor \d/),
      customerId: "customer",
    });
    expect((await archive.list("other", { limit: 10 })).interactions).toEqual([]);
  });

  it("forgets who a visitor was once the tenant's time is over, and only then", async () => {
    const archive = createInteractionArchive(database);
    const [old = "", recent = ""] = await addInteractions(database, "other", 2, nowMs);
    const end = (id: string, endedAtMs: number): Promise<unknown> =>
      database.db
        .updateTable("interactions")
        .set({ state: "ended", end_reason: "hung-up", ended_at_ms: endedAtMs })
        .where("id", "=", id)
        .execute();
    await end(old, nowMs - 1_000);
    await end(recent, nowMs);
    expect(await archive.eraseEndedBefore("other", nowMs, nowMs, 10)).toBe(1);
    expect(await archive.eraseEndedBefore("other", nowMs, nowMs, 10)).toBe(0);
    expect(await archive.export("other", old)).toMatchObject({ visitor_name: "", custom_data: {} });
    const quality = { role: "visitor", sentAtMs: nowMs, samples: [] } as const;
    await createCallQualityStore(database).add(recent, quality);
    expect(await archive.export("other", recent)).toMatchObject({
      visitor_name: "Visitor 1",
      call_quality: [quality],
    });
    expect(await archive.export("acme", recent)).toBeNull();
    expect(await archive.erase("acme", recent, nowMs)).toBe(false);
  });
});

function keyOf(tenantId: string): {
  key: string;
  stored: Parameters<ReturnType<typeof createApiKeyStore>["add"]>[0];
} {
  const { id, key, hash } = createApiKey("agents");
  return {
    key,
    stored: { id, tenantId, hash, label: "", purpose: "agents", createdAtMs: 1, revokedAtMs: null },
  };
}

function agentOf(tenantId: string, email: string, n: number): Agent {
  return {
    id: `a_${tenantId}_${n}`,
    tenantId,
    email,
    externalId: "",
    organizationId: "",
    firstName: "",
    lastName: "",
    contactEmail: "",
    disabled: false,
    shortCode: `${tenantId}-${n}`,
  };
}

async function addInteractions(
  { db }: Database,
  tenantId: string,
  count: number,
  nowMs: number,
): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, n) => ({
    id: `i_${tenantId}_${n}`,
    tenant_id: tenantId,
    initiated_by: "visitor" as const,
    state: "created" as const,
    agent_id: null,
    device_id: null,
    pin: String(100_000 + n),
    pin_failures: 0,
    pin_locked_until_ms: null,
    short_code: `${tenantId}${n}`,
    visitor_name: `Visitor ${n}`,
    visitor_email: "",
    visitor_phone: "",
    custom_data: '{"customerId":"customer"}',
    // Three of each time.
    created_at_ms: nowMs + Math.floor(n / 3),
    waiting_since_ms: null,
    queue_order_ms: null,
    waiting_ends_at_ms: null,
    claimed_at_ms: null,
    active_at_ms: null,
    ended_at_ms: null,
    end_reason: null,
    ended_by: null,
    talk_time_ms: 0,
  }));
  await db.insertInto("interactions").values(rows).execute();
  return rows.map(({ id }) => id);
}
