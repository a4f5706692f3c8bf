/**
 * Two nodes on PostgreSQL and Redis: a claim and the requests for calls in a second against one bare insert of a row, and a call
 * that comes in at one node and rings at the agents of the other against one bare publish. The same servers in the same run;
 * medians, and the 99.9th percentile of the claims, in which the checkpoints are.
 */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { WebSocket } from "ws";
import { createDataDir, describeDisk } from "./lib/data-dir.ts";
import { untilMessage } from "./lib/open-namespace.ts";
import { post } from "./lib/post.ts";
import { connectAgent, inBatches, RINGING, receivedBy } from "./lib/push-agents.ts";
import { startPostgres, startRedis } from "./lib/servers.ts";
import { type Platform, signIn, startPlatform, stopPlatform } from "./lib/start-platform.ts";
import { waitingVisitor } from "./lib/waiting-visitor.ts";
import { median, percentile, printComparison } from "./report.ts";

const CLAIMS = Number(process.env.BENCH_CLAIMS ?? 300);
const AGENTS = Number(process.env.BENCH_AGENTS ?? 200);
const CONNECTIONS = 32;
const ROUND_MS = 3_000;
const ROUNDS = 5;

const ofPlatform = createRequire(
  fileURLToPath(new URL("../packages/platform/package.json", import.meta.url)),
);
interface PgPool {
  query(sql: string, values?: readonly unknown[]): Promise<unknown>;
  end(): Promise<void>;
}
const pg = ofPlatform("pg") as { Pool: new (options: { connectionString: string; max: number }) => PgPool };
interface RedisClient {
  connect(): Promise<unknown>;
  duplicate(): RedisClient;
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: () => void): Promise<unknown>;
  destroy(): void;
}
const redis = ofPlatform("redis") as { createClient(options: { url: string }): RedisClient };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** How often `work` is done in a second, `CONNECTIONS` at a time. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  let done = 0;
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() - startMs < ROUND_MS) {
        await work();
        done += 1;
      }
    }),
  );
  return (done / (performance.now() - startMs)) * 1_000;
}

function requestCall({ url, demo }: Platform): Promise<{ interactionId: string }> {
  return post(`${url}/api/interactions/tenants/${demo.tenantId}/interactions`, {
    type: "OUTBOUND",
    customData: { customerId: "customer-123" },
  });
}

async function hangUp(visitor: WebSocket): Promise<void> {
  const ended = untilMessage(visitor, (text) => text.startsWith('42/signalling,["ended"'));
  visitor.send('42/signalling,2["hangUp"]');
  await ended;
  visitor.close();
}

async function claimOnce(platform: Platform, token: string): Promise<number> {
  const { interactionId } = await requestCall(platform);
  const visitor = await waitingVisitor(platform.url, interactionId);
  const tookMs = await timed(() =>
    post(
      `${platform.url}/api/widget/interactions`,
      { veinteraction: interactionId, instanceId: randomUUID() },
      token,
    ),
  );
  await hangUp(visitor);
  return tookMs;
}

const dataDir = createDataDir();
const children: ChildProcess[] = [];
const sockets: WebSocket[] = [];
const database = await startPostgres(dataDir);
children.push(database.child);
const broker = await startRedis();
children.push(broker.child);
const pool = new pg.Pool({ connectionString: database.url, max: CONNECTIONS });
const publisher = redis.createClient({ url: broker.url });
const subscriber = publisher.duplicate();
try {
  const env = { DATABASE_URL: database.url, REDIS_URL: broker.url };
  const east = await startPlatform(`${dataDir}/nodes`, env);
  const west = await startPlatform(`${dataDir}/nodes`, env);
  children.push(east.child, west.child);
  await pool.query("create table bench (id text primary key, tenant_id text, data text, at_ms bigint)");
  const insert = (): Promise<unknown> =>
    pool.query("insert into bench values ($1, $2, $3, $4)", [randomUUID(), "t", '{"a":1}', Date.now()]);
  await publisher.connect();
  await subscriber.connect();

  const { token } = await signIn(east, "claims@example.org");
  const claims: number[] = [];
  const inserts: number[] = [];
  for (let round = -20; round < CLAIMS; round += 1) {
    const [claimMs, insertMs] = [await claimOnce(east, token), await timed(insert)];
    if (round < 0) continue;
    claims.push(claimMs);
    inserts.push(insertMs);
  }

  const rates = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [ours, floor] = [await rate(() => requestCall(east)), await rate(insert)];
    if (round === 0) continue;
    rates.ours.push(ours);
    rates.floor.push(floor);
  }

  const agents = await inBatches(AGENTS, async (index) => {
    const userId = `agent${index}@example.org`;
    return connectAgent(west, { userId, ...(await signIn(west, userId)) });
  });
  sockets.push(...agents);
  let arrived = (): void => {};
  await subscriber.subscribe("bench", () => arrived());
  const publish = (): Promise<number> =>
    timed(async () => {
      const received = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      await publisher.publish("bench", "x");
      await received;
    });
  const fanOut = { ours: [] as number[], floor: [] as number[] };
  for (let round = -3; round < 20; round += 1) {
    const { interactionId } = await requestCall(east);
    const rings = receivedBy(agents, (text) => text.startsWith(RINGING) && text.includes(interactionId));
    const startMs = performance.now();
    const visitor = await waitingVisitor(east.url, interactionId);
    await rings;
    const oursMs = performance.now() - startMs;
    await hangUp(visitor);
    const floorMs = await publish();
    if (round < 0) continue;
    fanOut.ours.push(oursMs);
    fanOut.floor.push(floorMs);
  }

  console.log(`PostgreSQL and Redis, two nodes; ${describeDisk()}`);
  for (const [name, share] of [
    ["median", 0.5],
    ["99th percentile", 0.99],
    ["99.9th percentile", 0.999],
  ] as const)
    printComparison({
      title: `A claim: ${name} of ${CLAIMS}`,
      unit: "ms",
      ours: percentile(claims, share),
      floor: percentile(inserts, share),
      floorName: "one insert",
    });
  printComparison({
    title: `Requests for calls, ${CONNECTIONS} at a time`,
    unit: "per second",
    ours: median(rates.ours),
    floor: median(rates.floor),
    floorName: "one insert",
  });
  printComparison({
    title: `A visitor takes the seat at one node and joins: until ${AGENTS} agents of the other node ring`,
    unit: "ms",
    ours: median(fanOut.ours),
    floor: median(fanOut.floor),
    floorName: "one publish",
  });
} finally {
  for (const socket of sockets) socket.terminate();
  publisher.destroy();
  subscriber.destroy();
  await pool.end();
  // One after the other: a node that still drains would report its servers as gone.
  for (const child of children.toReversed()) await stopPlatform({ child });
  rmSync(dataDir, { recursive: true, force: true });
}
