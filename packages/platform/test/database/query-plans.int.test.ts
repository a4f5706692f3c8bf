import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInteractionArchive } from "../../src/archive/interaction-archive.sql.ts";
import { createInteraction, createOpeningSeat } from "../../src/calls/new-interaction.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { SYSTEM_CLOCK } from "../../src/lib/clock.ts";
import { countPlatform } from "../../src/observe/platform-counts.sql.ts";
import { collectStatements } from "../helpers/collect-statements.ts";
import { createStores } from "../helpers/create-stores.ts";
import { startEngine, type TestEngine } from "../helpers/open-engines.ts";

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
    const { calls } = createStores(database);
    const { id } = await createInteraction(
      { calls, clock: SYSTEM_CLOCK, reportCall: () => {} },
      {
        tenantId: TENANT,
        initiatedBy: "visitor",
        agentId: null,
        customData: {},
        agentSeat: (interactionId) =>
          createOpeningSeat({ interactionId, role: "visitor", instanceId: "instance", displayName: "" }, 0),
      },
    );
    await calls.transition(id, "created", "waiting", { queueOrderMs: 1, waitingEndsAtMs: 1 });
  });
  afterAll(async () => {
    await database.close();
    await engine.stop();
  });

  async function plansOf(work: (seen: Database) => Promise<unknown>): Promise<readonly string[]> {
    const { db, statements } = collectStatements(database.db);
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
    "who waits": (seen) => createStores(seen).queue.waiting(TENANT),
    "who is in a call": (seen) => createStores(seen).queue.activity(TENANT, 0),
    "whether a queue has changed": (seen) => createStores(seen).queue.marks(),
    "what agents are shown of a call": (seen) => createStores(seen).queue.ringingCalls(TENANT, ["i", "j"]),
    "what became of a call": (seen) => createStores(seen).queue.fates(TENANT, ["i", "j"]),
    "who declined a call": (seen) => createStores(seen).queue.rejectedBy("i"),
    "who waited too long": (seen) => createStores(seen).presence.expiredWaits(1, 10),
    "what nobody opened": (seen) => createStores(seen).presence.neverOpened(1, 10),
    "which seats ran out": (seen) => createStores(seen).presence.expiredSeats(1, 10),
    "a room": (seen) => createStores(seen).calls.roomById("i"),
    "a short link": (seen) => createStores(seen).calls.findByShortCode("c"),
    "which calls are over": (seen) => createStores(seen).calls.endedAmong(["i", "j"]),
    "whose session ends": (seen) => createStores(seen).queue.sessionsToEnd("n"),
    "the platform's counts": (seen) => countPlatform(seen),
    "a PIN": (seen) => createStores(seen).calls.findByPin(TENANT, "123456"),
    "an operator's list": (seen) => createInteractionArchive(seen).list(TENANT, { limit: 20 }),
    "an agent's list": (seen) => createInteractionArchive(seen).list(TENANT, { limit: 20, agentId: "a" }),
    "whom to erase": (seen) => createInteractionArchive(seen).eraseEndedBefore(TENANT, 1, 1, 10),
    "which list entries to delete": (seen) =>
      createInteractionArchive(seen).purgeCreatedBefore(TENANT, 1, 10),
  };

  it.each(Object.entries(HOT))("finds %s without reading every interaction", async (what, ask) => {
    const plans = await plansOf(ask);
    for (const step of plans) {
      expect(step).not.toMatch(
        /SCAN (?:interactions|seats)(?! USING (?:COVERING )?INDEX interactions_(?:waiting|in_call))/,
      );
      // All interactions that a tenant ever had are as many as all interactions.
      if (!what.includes("list")) expect(step).not.toMatch(/interactions_by_creation/);
      expect(step).not.toMatch(/TEMP B-TREE FOR ORDER/);
    }
  });
});
