/** What an outage leaves behind: rows that no socket stands behind are gone soon after, and operators see the outage. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { LEASES } from "../../src/calls/seat.ts";
import type { Engine } from "../../src/database/database.ts";
import type { PlatformClient } from "../fixtures/in-process-platform.ts";
import { holdWriteLock, type WriteLock } from "../fixtures/write-lock.ts";
import { ENGINES } from "../helpers/open-engines.ts";
import { waitingVisitor } from "./cells.ts";
import { type FaultLab, onLibsql, onPostgres, openFaultLab } from "./fault-lab.ts";
import type { FaultWorld } from "./fault-world.ts";

const FACTOR = 0.25;
const WAIT = { timeout: 60_000, interval: 100 };
const ANSWERED_WITHIN_MS = 5_000;
/** After an outage, rows without an open socket are gone within so many seconds, multiplied by the factor. */
const GONE_WITHIN_S = 30;
/** An outage is visible in `/readyz` and `/metrics` within so many seconds. */
const VISIBLE_WITHIN_S = 5;

let lab: FaultLab;
beforeAll(async () => {
  lab = await openFaultLab();
}, 120_000);
afterAll(() => lab.close());

/** Begins and ends a time in which the database takes no writes. */
interface Outage {
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** PostgreSQL is cut off from its two nodes, or another process holds the embedded database's write lock. */
function withOutage(
  engine: Engine,
  play: (world: FaultWorld, outage: Outage) => Promise<void>,
): Promise<void> {
  if (engine === "postgres")
    return onPostgres(lab, { factor: FACTOR, nodes: 2 }, (world, network) =>
      play(world, { begin: async () => network.cut(), end: async () => network.mend() }),
    );
  return onLibsql(lab, { factor: FACTOR }, (world) => {
    let lock: WriteLock | null = null;
    return play(world, {
      async begin() {
        lock = await holdWriteLock(world.dataDir);
      },
      async end() {
        await lock?.release();
      },
    });
  });
}

it.concurrent.for(ENGINES)(
  "a call whose pages both close while the database takes no writes ends, and its agent is rung again: %s",
  { timeout: 180_000 },
  (engine) =>
    withOutage(engine, async (world, outage) => {
      const { call, caller } = world.cells.parties;
      await world.cells.claimConnects();
      await outage.begin();
      call.page.vanish();
      call.widget.vanish();
      await world.lasts(5);
      await outage.end();
      const goneMs = world.scaled(GONE_WITHIN_S);
      await vi.waitFor(
        async () => expect(await world.cells.stateOf(call.id)).toMatchObject({ connected: [] }),
        { timeout: goneMs, interval: 50 },
      );
      // The seats are kept for as long as those of any other call.
      await vi.waitFor(
        async () => expect(await world.cells.stateOf(call.id)).toMatchObject({ state: "ended" }),
        { timeout: LEASES.inCallMs * world.factor + goneMs, interval: 50 },
      );
      const next = await waitingVisitor(world.node(0).direct);
      await caller.rings(next.id);
      next.page.vanish();
    }),
);

it.concurrent.for(ENGINES)(
  "an agent who closes the tab while the database takes no writes leaves no session on the queue: %s",
  { timeout: 180_000 },
  (engine) =>
    withOutage(engine, async (world, outage) => {
      await outage.begin();
      world.cells.parties.free.client.disconnect();
      await world.lasts(5);
      await outage.end();
      await vi.waitFor(async () => expect(await world.cells.agentsOnQueue()).not.toContain("free"), {
        timeout: world.scaled(GONE_WITHIN_S),
        interval: 50,
      });
    }),
);

/** The first answer that is not as in healthy times. */
function firstSign(client: PlatformClient): Promise<{ status: number; checks: Record<string, string> }> {
  return vi.waitFor(async () => {
    const { status, body } = await client.request<{
      degraded: boolean;
      checks: Record<string, string>;
    }>("GET", "/readyz");
    expect(body.degraded).toBe(true);
    return { status, checks: body.checks };
  }, WAIT);
}

async function metric(client: PlatformClient, name: string): Promise<number> {
  const metrics = await (await fetch(`${client.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(metrics)?.[1]);
}

it.concurrent.for(["cut", "silence"] as const)(
  "answers each request, and shows in /readyz and /metrics that the database is gone: %s",
  { timeout: 180_000 },
  async (how) => {
    await onPostgres(lab, { factor: 1, nodes: 1 }, async (world, network) => {
      const { direct } = world.node(0);
      const path = `/api/interactions/tenants/${direct.tenantId}/interactions`;
      network[how]();
      const request = async (): Promise<{ status: number; tookMs: number }> => {
        const startMs = performance.now();
        const { status } = await direct.request("POST", path, { type: "OUTBOUND" });
        return { status, tookMs: performance.now() - startMs };
      };
      const answers = Promise.all(Array.from({ length: 30 }, request));
      const { status } = await firstSign(direct);
      expect(status).toBe(503);
      expect(await metric(direct, "heartbeat_age_seconds")).toBeLessThan(VISIBLE_WITHIN_S + 1);
      const given = await answers;
      expect(new Set(given.map((answer) => answer.status))).toEqual(new Set([503]));
      expect(Math.max(...given.map(({ tookMs }) => tookMs))).toBeLessThan(ANSWERED_WITHIN_MS);
      network.mend();
      await vi.waitFor(async () => expect((await direct.request("GET", "/readyz")).status).toBe(200), WAIT);
    });
  },
);

it("shows that another process keeps the embedded database's writes waiting, and stays ready", {
  timeout: 180_000,
}, async () => {
  await onLibsql(lab, { factor: 1 }, async (world) => {
    const { direct } = world.node(0);
    const lock = await holdWriteLock(world.dataDir);
    const { status, checks } = await firstSign(direct);
    const heldS = Number(/^held by another process for (\d+) s$/.exec(checks["write-lock"] ?? "")?.[1]);
    expect({ status, database: checks.database, sweep: checks.sweep }).toEqual({
      status: 200,
      database: "ok",
      sweep: "ok",
    });
    expect(heldS).toBeLessThanOrEqual(VISIBLE_WITHIN_S);
    expect(await metric(direct, "database_lock_wait_seconds")).toBeGreaterThan(3);
    await lock.release();
    await vi.waitFor(
      async () =>
        expect(await direct.request("GET", "/readyz")).toMatchObject({
          status: 200,
          body: { degraded: false },
        }),
      WAIT,
    );
    expect(await metric(direct, "database_lock_wait_seconds")).toBe(0);
  });
});
