/** Lists and the retention read only the rows that they answer with, on the last page as on the first. */
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyRetention } from "../../src/archive/apply-retention.ts";
import { createInteractionArchive } from "../../src/archive/interaction-archive.sql.ts";
import type { InteractionArchive } from "../../src/archive/interaction-archive.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { SYSTEM_CLOCK } from "../../src/lib/clock.ts";
import { collectStatements } from "../helpers/collect-statements.ts";
import { ENGINES, startEngine, type TestEngine } from "../helpers/open-engines.ts";

const TENANT = "t";
const COUNT = 4_000;
const LIMIT = 20;
const DAY_MS = 86_400_000;
const NOW_MS = 1_000 * DAY_MS;

/** The newest is interaction 1; ten were created in the same millisecond. */
async function fill({ db }: Database): Promise<void> {
  for (let start = 0; start < COUNT; start += 500)
    await db
      .insertInto("interactions")
      .values(
        Array.from({ length: 500 }, (_, offset) => {
          const index = start + offset;
          const createdAtMs = NOW_MS - Math.floor(index / 10) * DAY_MS;
          return {
            id: `i_${String(COUNT - index).padStart(22, "0")}`,
            tenant_id: TENANT,
            initiated_by: "visitor",
            state: "ended",
            agent_id: "ann",
            pin: "000000",
            pin_failures: 0,
            short_code: `c${index}`,
            visitor_name: "Vera",
            visitor_email: "",
            visitor_phone: "",
            custom_data: "{}",
            created_at_ms: createdAtMs,
            ended_at_ms: createdAtMs,
            end_reason: "hung-up",
            talk_time_ms: 0,
          } as const;
        }),
      )
      .execute();
}

interface PlanNode {
  readonly "Relation Name"?: string;
  readonly "Actual Rows"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** How many rows of `interactions` PostgreSQL read. */
function rowsRead(node: PlanNode): number {
  const own =
    node["Relation Name"] === "interactions"
      ? (node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)
      : 0;
  return (node.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), own);
}

describe.each(ENGINES)("on %s", (engineName) => {
  let engine: TestEngine;
  let database: Database;

  beforeAll(async () => {
    engine = await startEngine(engineName);
    database = await openDatabase(await engine.newDatabase());
    const tenants = createTenantStore(database, SYSTEM_CLOCK);
    await tenants.add({ id: TENANT, name: TENANT, allowsLoopbackOrigins: false });
    await fill(database);
    await sql`analyze`.execute(database.db);
  });
  afterAll(async () => {
    await database.close();
    await engine.stop();
  });

  /** Fails if a read of `work` looks at more than `most` rows, or at rows before the place it wants. */
  async function expectSeek(
    work: (archive: InteractionArchive) => Promise<unknown>,
    seek: RegExp,
  ): Promise<void> {
    const { db, statements } = collectStatements(database.db);
    await work(createInteractionArchive({ ...database, db }));
    for (const [statement, parameters] of statements) {
      const parts = statement.split(engineName === "libsql" ? /\?/ : /\$\d+/);
      const query = sql.join(
        parts.map(
          (part, index) =>
            sql`${sql.raw(part)}${index < parameters.length ? sql.val(parameters[index]) : sql.raw("")}`,
        ),
        sql.raw(""),
      );
      if (engineName === "libsql") {
        const { rows } = await sql<{ detail: string }>`explain query plan ${query}`.execute(database.db);
        expect(rows.map(({ detail }) => detail).join("\n")).toMatch(seek);
        expect(rows.map(({ detail }) => detail).join("\n")).not.toMatch(/SCAN interactions|TEMP B-TREE/);
      } else {
        const { rows } = await sql<{
          "QUERY PLAN": readonly { readonly Plan: PlanNode }[];
        }>`explain (analyze, format json) ${query}`.execute(database.db);
        expect(rowsRead(rows[0]?.["QUERY PLAN"][0]?.Plan ?? {})).toBeLessThanOrEqual(2 * (LIMIT + 1));
      }
    }
  }

  it.each([{}, { agentId: "ann" }])("reads the last page as directly as the first, of %j", async (whose) => {
    const archive = createInteractionArchive(database);
    const seen: string[] = [];
    let after: string | null = null;
    let deepest = "";
    do {
      const page: Awaited<ReturnType<InteractionArchive["list"]>> = await archive.list(TENANT, {
        limit: 199,
        ...whose,
        ...(after === null ? {} : { after }),
      });
      seen.push(...page.interactions.map(({ id }) => id));
      deepest = after ?? "";
      after = page.next;
    } while (after !== null);
    expect(seen).toHaveLength(COUNT);
    expect(new Set(seen).size).toBe(COUNT);
    await expectSeek(
      (collected) => collected.list(TENANT, { limit: LIMIT, after: deepest, ...whose }),
      /\(created_at_ms,id\)<\(\?,\?\)/,
    );
  });

  it("applies a tenant's two retentions in batches with pauses, and stops when aborted", async () => {
    const tenants = createTenantStore(database, SYSTEM_CLOCK);
    await tenants.change(TENANT, { settings: { retentionDays: 100, recordRetentionDays: 350 } });
    const archive = createInteractionArchive(database);
    const clock = { nowMs: () => NOW_MS };
    const stopped = await applyRetention({
      tenants,
      archive,
      clock,
      pause: async () => {},
      signal: AbortSignal.abort(),
    });
    expect(stopped).toEqual({ erased: 0, purged: 0 });
    let pauses = 0;
    const applied = await applyRetention({
      tenants,
      archive,
      clock,
      pause: async () => void (pauses += 1),
      signal: new AbortController().signal,
    });
    expect(applied).toEqual({ erased: COUNT - 1_010, purged: COUNT - 3_510 });
    expect(pauses).toBeGreaterThanOrEqual(Math.floor(2_000 / 200));
    const { interactions } = await archive.list(TENANT, { limit: COUNT });
    expect(interactions).toHaveLength(3_510);
    expect(interactions.filter(({ visitorName }) => visitorName !== "")).toHaveLength(1_010);
  });

  // Last, because SQLite leaves a statement that was explained open.
  it("reads no row again that was erased", async () => {
    await sql`analyze`.execute(database.db);
    await expectSeek(
      (archive) => archive.eraseEndedBefore(TENANT, NOW_MS - 100 * DAY_MS, NOW_MS, LIMIT),
      /interactions_to_erase \(tenant_id=\? AND ended_at_ms<\?\)/,
    );
  });
});
