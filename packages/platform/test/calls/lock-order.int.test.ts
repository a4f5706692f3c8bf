import { sql } from "kysely";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openInteraction } from "../../src/calls/agent-seat.ts";
import { NO_MEDIA } from "../../src/calls/seat.ts";
import { connectSeat, hangUp, joinSeat, loseConnection } from "../../src/calls/seat-events.ts";
import { takeVisitorSeat } from "../../src/calls/visitor-seat.ts";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { expireDeadNodes, leaveCluster } from "../../src/presence/sweep.ts";
import { placeOf, type RuleWorld, startRuleWorld, TENANT } from "../fixtures/rule-world.ts";

const ROUNDS = 200;
const GAP_MS = 10_000;

let world: RuleWorld;
beforeAll(async () => {
  world = await startRuleWorld("postgres");
});
afterAll(() => world.stop());

async function deadlocks(): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select deadlocks::text as count from pg_stat_database where datname = current_database()`.execute(
    world.database.db,
  );
  return Number(rows[0]?.count);
}

/** Everything that changes seats of several calls. */
const CHANGES_OF_MANY: Readonly<Record<string, () => Promise<unknown>>> = {
  "expires dead nodes": () =>
    expireDeadNodes({ ...world.deps, nodeId: "n_2" }, "including-living", world.nowMs),
  "leaves the cluster": () => leaveCluster(world.deps),
  "moves the deadlines after a gap": () => {
    world.nowMs += GAP_MS;
    return world.heartbeat("n_2");
  },
};

it("joins, hangs up, reconnects and expires at the same moment on PostgreSQL without a deadlock", {
  timeout: 240_000,
}, async () => {
  const { deps } = world;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { interaction } = await openInteraction(deps, world.agentOf("ann"), { instanceId: "widget" });
    const { id } = interaction;
    const widget = world.connection(id, "agent", "widget");
    await connectSeat(deps, widget);
    await takeVisitorSeat(deps, placeOf(id), { instanceId: "page" });
    const page = world.connection(id, "visitor", "page");
    await connectSeat(deps, page);
    await Promise.all([
      joinSeat(deps, page, "Vera", NO_MEDIA),
      hangUp(deps, widget),
      connectSeat(deps, world.connection(id, "visitor", "page")),
      loseConnection(deps, widget, "closed"),
      ...Object.values(CHANGES_OF_MANY).map((change) => change()),
    ]);
    expect(await world.stored(id)).toMatchObject({ state: "ended", endReason: "hung-up" });
    expect(await deps.calls.roomById(id)).toMatchObject({ agent: null, visitor: null });
  }
  expect(await deadlocks()).toBe(0);
});

it.each(Object.keys(CHANGES_OF_MANY))(
  "waits for a transaction that has locked an interaction before it changes seats, when it %s",
  async (name) => {
    const { deps } = world;
    await world.heartbeat("n_1");
    const { id, visitor } = await world.call();
    await loseConnection(deps, visitor, "closed");
    let change: Promise<unknown> = Promise.resolve();
    await world.database.db.transaction().execute(async (trx) => {
      await sql`select 1 from interactions where id = ${id} for update`.execute(trx);
      change = CHANGES_OF_MANY[name]?.() ?? change;
      await vi.waitFor(async () => {
        const { rows } = await sql`select 1 from pg_locks where not granted`.execute(trx);
        expect(rows).toHaveLength(1);
      });
      await sql`set local lock_timeout = '1s'`.execute(trx);
      await sql`update seats set camera = 1 where interaction_id = ${id}`.execute(trx);
    });
    await change;
    expect(await deadlocks()).toBe(0);
  },
);

it("never both ends a call because a seat is empty and connects that seat, on PostgreSQL", {
  timeout: 240_000,
}, async () => {
  const { calls } = world.deps;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id, visitor } = await world.call();
    const keptUntilMs = world.nowMs + 1_000;
    await calls.leaveSeat(visitor, visitor.connectionId, "closed", keptUntilMs);
    const end = { reason: "lost", by: "visitor", atMs: world.nowMs, talkTimeMs: 0 } as const;
    const back = world.connection(id, "visitor", visitor.instanceId);
    const [ended, connected] = await Promise.all([
      calls.end(id, "active", end, { role: "visitor", keptUntilMs }),
      calls.connectSeat(back, back.connectionId, "n_1"),
    ]);
    expect({ ended, connected }).toEqual({ ended: !connected, connected: !ended });
  }
});

// The last test: it removes the tenant.
it("locks calls in the order of their ids when it removes a tenant", async () => {
  const created = [await world.waitingVisitor(), await world.waitingVisitor()].map(({ id }) => id);
  const { rows: sorted } = await sql<{ id: string }>`
    select id from interactions where id in (${sql.join(created)}) order by id`.execute(world.database.db);
  const [first, second] = sorted as [{ id: string }, { id: string }];
  let removal: Promise<unknown> = Promise.resolve();
  await world.database.db.transaction().execute(async (trx) => {
    // Its new version is stored behind the second call, so whoever reads in the order of storage finds the second one first.
    await sql`update interactions set custom_data = repeat('x', 9000) where id = ${first.id}`.execute(trx);
  });
  await world.database.db.transaction().execute(async (trx) => {
    await sql`select 1 from interactions where id = ${first.id} for update`.execute(trx);
    removal = createTenantStore(world.database, world.deps.clock).remove(TENANT);
    await vi.waitFor(async () => {
      const { rows } = await sql`select 1 from pg_locks where not granted`.execute(trx);
      expect(rows).toHaveLength(1);
    });
    await sql`set local lock_timeout = '1s'`.execute(trx);
    await sql`select 1 from interactions where id = ${second.id} for update`.execute(trx);
  });
  expect(await removal).toBe(true);
  expect(await world.stored(first.id).catch(() => null)).toBeFalsy();
  expect(await deadlocks()).toBe(0);
});
