import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SYSTEM_CLOCK } from "../../src/domain/clock.ts";
import { createInteraction, openingSeat } from "../../src/domain/new-interaction.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { createInteractionArchive } from "../../src/store/interaction-archive.ts";
import { createLiveStore } from "../../src/store/live-store.ts";
import type { Schema } from "../../src/store/schema.ts";
import { createTenantStore } from "../../src/store/tenant-store.ts";
import { startEngine, type TestEngine } from "../helpers/open-engines.ts";

/** Remembers every statement that is built, so that the engine can be asked how it would go about it. */
function listenIn(db: Kysely<Schema>): { db: Kysely<Schema>; statements: Map<string, readonly unknown[]> } {
  const statements = new Map<string, readonly unknown[]>();
  return {
    statements,
    db: db.withPlugin({
      transformQuery({ node, queryId }) {
        const compiled = db.getExecutor().compileQuery(node, queryId);
        statements.set(compiled.sql, compiled.parameters);
        return node;
      },
      transformResult: async ({ result }) => result,
    }),
  };
}

describe("what is asked again and again of the embedded database", () => {
  const TENANT = "t";
  let engine: TestEngine;
  let database: Database;

  beforeAll(async () => {
    engine = await startEngine("libsql");
    database = await openDatabase(await engine.newDatabase());
    await createTenantStore(database, SYSTEM_CLOCK).add({
      id: TENANT,
      name: TENANT,
      allowsLoopbackOrigins: false,
    });
    const live = createLiveStore(database);
    const { id } = await createInteraction(
      { store: live, clock: SYSTEM_CLOCK },
      {
        tenantId: TENANT,
        initiatedBy: "visitor",
        agentId: null,
        customData: {},
        agentSeat: (interactionId) =>
          openingSeat({ interactionId, role: "visitor", instanceId: "instance", displayName: "" }, 0),
      },
    );
    await live.transition(id, "created", "waiting", { queueOrderMs: 1, waitingEndsAtMs: 1 });
  });
  afterAll(async () => {
    await database.close();
    await engine.stop();
  });

  async function plansOf(work: (seen: Database) => Promise<unknown>): Promise<readonly string[]> {
    const { db, statements } = listenIn(database.db);
    await work({ ...database, db });
    expect(statements.size).toBeGreaterThan(0);
    const plans: string[] = [];
    for (const [statement, parameters] of statements) {
      const values = parameters.map((value) => sql.val(value));
      const parts = statement.split("?");
      const explained = sql.join(
        parts.map((part, index) => sql`${sql.raw(part)}${values[index] ?? sql.raw("")}`),
        sql.raw(""),
      );
      const { rows } = await sql<{ detail: string }>`explain query plan ${explained}`.execute(database.db);
      plans.push(...rows.map(({ detail }) => detail));
    }
    return plans;
  }

  const HOT: Readonly<Record<string, (seen: Database) => Promise<unknown>>> = {
    "who waits": (seen) => createLiveStore(seen).queue(TENANT),
    "who is in a call": (seen) => createLiveStore(seen).activity(TENANT, 0),
    "where somebody waits": (seen) => createLiveStore(seen).tenantsWithQueue(),
    "who waited too long": (seen) => createLiveStore(seen).expiredWaits(1, 10),
    "what nobody opened": (seen) => createLiveStore(seen).neverOpened(1, 10),
    "which seats ran out": (seen) => createLiveStore(seen).expiredSeats(1, 10),
    "a room": (seen) => createLiveStore(seen).room("i"),
    "a short link": (seen) => createLiveStore(seen).findByShortCode("c"),
    "which calls are over": (seen) => createLiveStore(seen).endedAmong(["i", "j"]),
    "whose session ends": (seen) => createLiveStore(seen).sessionsToEnd("n"),
    "a PIN": (seen) => createLiveStore(seen).findByPin(TENANT, "123456"),
    "an operator's list": (seen) => createInteractionArchive(seen).list(TENANT, { limit: 20 }),
    "an agent's list": (seen) => createInteractionArchive(seen).list(TENANT, { limit: 20, agentId: "a" }),
    "whom to forget": (seen) => createInteractionArchive(seen).eraseEndedBefore(TENANT, 1),
  };

  it.each(Object.entries(HOT))("finds %s without reading every interaction", async (what, ask) => {
    const plans = await plansOf(ask);
    for (const step of plans) {
      expect(step).not.toMatch(
        /SCAN (?:interactions|seats)(?! USING (?:COVERING )?INDEX interactions_waiting)/,
      );
      // Everything that a tenant ever had is as much as everything.
      if (!what.includes("list")) expect(step).not.toMatch(/interactions_by_creation/);
      expect(step).not.toMatch(/TEMP B-TREE FOR ORDER/);
    }
  });
});
