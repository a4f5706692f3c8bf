/** Rows in which a server that the nodes need fails: PostgreSQL and Redis. */
import { Client } from "pg";
import { expect, vi } from "vitest";
import { startRedis } from "../fixtures/redis.ts";
import type { SeatPage } from "../fixtures/seat-page.ts";
import { startPostgres } from "../helpers/start-postgres.ts";
import { startCall } from "./cells.ts";
import { type Fault, inWorld, onPostgres } from "./fault-lab.ts";
import type { FaultNode } from "./fault-world.ts";

const WAIT = { timeout: 60_000, interval: 100 };

function databaseAway(seconds: number, how: "cut" | "silence"): Fault {
  const words = how === "cut" ? "refuses connections" : "is silent";
  return {
    name: `PostgreSQL ${words} for ${seconds} s, two nodes`,
    play: (lab, factor) =>
      onPostgres(lab, { factor, nodes: 2 }, async (world, network) => {
        void world.cells.beginClaim();
        network[how]();
        await world.lasts(seconds);
        network.mend();
        await world.survives();
      }),
  };
}

/** An outage is visible in `/readyz` within 5 s. */
async function isNotReady({ direct }: FaultNode): Promise<void> {
  await vi.waitFor(async () => expect((await direct.request("GET", "/readyz")).status).toBe(503), {
    timeout: 5_000,
    interval: 100,
  });
}

/** The old primary turns read-only, the standby takes over, the old one goes away. */
const switchover: Fault = {
  name: "PostgreSQL switches over to a streaming standby, two nodes",
  async play({ bundle, redis }, factor) {
    const primary = await startPostgres();
    const databaseUrl = await primary.createDatabase();
    const standby = await primary.startStandby();
    const name = new URL(databaseUrl).pathname;
    const options = {
      bundle,
      factor,
      nodes: 2,
      databaseUrl: `postgres://test@127.0.0.1:${primary.port},127.0.0.1:${standby.port}${name}?target_session_attrs=read-write`,
      readUrl: `postgres://test@127.0.0.1:${standby.port}${name}`,
      redisUrl: redis.url,
    };
    try {
      await inWorld(options, async (world) => {
        const old = new Client({ connectionString: databaseUrl });
        const next = new Client({ connectionString: `postgres://test@127.0.0.1:${standby.port}/postgres` });
        old.on("error", () => {});
        await Promise.all([old.connect(), next.connect()]);
        void world.cells.beginClaim();
        await old.query("alter system set default_transaction_read_only = on");
        await old.query("select pg_reload_conf()");
        await Promise.all([world.lasts(5), ...world.nodes.map(isNotReady)]);
        await next.query("select pg_promote()");
        await primary.kill();
        await next.end();
        await world.survives();
      });
    } finally {
      await Promise.all([primary.stop(), standby.stop()]);
    }
  },
};

const SIGNALS = 30;
const MAX_SIGNAL_MS = 100;

/** Median of the time that an offer takes from the widget to the visitor's page, in milliseconds. */
async function medianSignalMs(widget: SeatPage, page: SeatPage): Promise<number> {
  const times: number[] = [];
  for (let sent = 0; sent < SIGNALS; sent += 1) {
    const startMs = performance.now();
    const sdp = `v=0 ${startMs}`;
    const arrived = new Promise<void>((resolve) =>
      page.socket.on("description", (message) => {
        if ("sdp" in message && message.sdp === sdp) resolve();
      }),
    );
    widget.socket.emit("description", { from: widget.instanceId, to: page.instanceId, type: "offer", sdp });
    await arrived;
    times.push(performance.now() - startMs);
  }
  return times.toSorted((a, b) => a - b)[SIGNALS / 2] ?? Infinity;
}

/** Resolves when a node says in `/readyz` and `/metrics` that it is without Redis, or has it again. It always stays ready. */
async function saysThatRedisIs({ direct }: FaultNode, state: "no answer" | "ok"): Promise<void> {
  await vi.waitFor(async () => {
    const { status, body } = await direct.request("GET", "/readyz");
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { ready: true, degraded: state !== "ok", checks: { redis: state } },
    });
  }, WAIT);
  const metrics = await (await fetch(`${direct.url}/metrics`)).text();
  expect(metrics).toContain(`redis_up ${state === "ok" ? 1 : 0}`);
}

const redisAway: Fault = {
  name: "Redis hangs for 60 s, works, is killed for 20 s and comes back, two nodes",
  async play({ bundle, postgres }, factor) {
    const redis = await startRedis();
    try {
      await onPostgres({ bundle, postgres, redis }, { factor, nodes: 2 }, async (world) => {
        const here = world.node(0).direct;
        const { page, widget } = await startCall(here, here, world.cells.parties.caller);
        const all = (state: "no answer" | "ok"): Promise<void[]> =>
          Promise.all(world.nodes.map((node) => saysThatRedisIs(node, state)));
        void world.cells.beginClaim();
        redis.pause();
        // First before the nodes have noticed, then while they know.
        expect(await medianSignalMs(widget, page)).toBeLessThan(MAX_SIGNAL_MS);
        await all("no answer");
        expect(await medianSignalMs(widget, page)).toBeLessThan(MAX_SIGNAL_MS);
        await world.lasts(60);
        redis.resume();
        await all("ok");
        await redis.kill();
        await all("no answer");
        expect(await medianSignalMs(widget, page)).toBeLessThan(MAX_SIGNAL_MS);
        await world.lasts(20);
        await redis.start();
        await all("ok");
        await world.survives();
        expect([page, widget].map(({ ended }) => ended)).toEqual([null, null]);
        page.vanish();
        widget.vanish();
      });
    } finally {
      redis.resume();
      await redis.kill();
    }
  },
};

export const SERVER_FAULTS: readonly Fault[] = [
  databaseAway(60, "cut"),
  databaseAway(60, "silence"),
  redisAway,
  databaseAway(20, "cut"),
  databaseAway(20, "silence"),
  databaseAway(5, "cut"),
  databaseAway(5, "silence"),
  switchover,
];
