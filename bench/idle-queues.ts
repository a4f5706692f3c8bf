/**
 * What idle queues cost: the processor time of four nodes on PostgreSQL and Redis while nothing happens, with 1,000 tenants that
 * each have one agent on the queue and one waiting visitor. The floor is a node of another database on the same servers that has
 * no tenant but the demo's, and no sockets.
 */
import type { ChildProcess } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { WebSocket } from "ws";
import { createDataDir, describeDisk } from "./lib/data-dir.ts";
import { connectAgent, inBatches } from "./lib/push-agents.ts";
import { startPostgres, startRedis } from "./lib/servers.ts";
import {
  type Demo,
  type Platform,
  processorMs,
  signIn,
  startPlatform,
  stopPlatform,
} from "./lib/start-platform.ts";
import { printComparison } from "./report.ts";

const TENANTS = Number(process.env.BENCH_TENANTS ?? 1_000);
const NODES = 4;
const SECONDS = 30;
const WARM_UP_SECONDS = 10;
const MAX_SHARE_PERCENT = 5;
const AGENT = "agent@example.org";

const ofPlatform = createRequire(
  fileURLToPath(new URL("../packages/platform/package.json", import.meta.url)),
);
interface PgPool {
  query(sql: string, values?: readonly unknown[]): Promise<unknown>;
  end(): Promise<void>;
}
const pg = ofPlatform("pg") as { Pool: new (options: { connectionString: string }) => PgPool };

/** Tenants, each with an API key, and a visitor who waits for an hour with a seat that is kept as long. */
async function addTenants(pool: PgPool): Promise<readonly Demo[]> {
  const tenants = Array.from({ length: TENANTS }, (_, index) => {
    const keyId = randomBytes(6).toString("hex");
    const apiKey = `ve_${keyId}_${randomBytes(32).toString("base64url")}`;
    return { tenantId: `tenant${index}`, keyId, apiKey, externalId: "bench" };
  });
  const ids = tenants.map(({ tenantId }) => tenantId);
  const nowMs = Date.now();
  const untilMs = nowMs + 3_600_000;
  await pool.query(
    `insert into tenants (id, name, settings, allows_loopback_origins, created_at_ms)
    select id, id, '{}', 1, $2 from unnest($1::text[]) as t(id)`,
    [ids, nowMs],
  );
  await pool.query(
    `insert into api_keys (id, tenant_id, hash, label, purpose, created_at_ms)
    select t.key_id, t.id, t.hash, '', 'agents', $4 from unnest($1::text[], $2::text[], $3::text[]) as t(id, key_id, hash)`,
    [
      ids,
      tenants.map(({ keyId }) => keyId),
      tenants.map(({ apiKey }) => createHash("sha256").update(apiKey).digest("base64url")),
      nowMs,
    ],
  );
  await pool.query(
    `insert into interactions (id, tenant_id, initiated_by, state, pin, pin_failures, short_code, visitor_name, visitor_email,
      visitor_phone, custom_data, created_at_ms, waiting_since_ms, queue_order_ms, waiting_ends_at_ms, talk_time_ms)
    select 'i_' || lpad(n::text, 22, '0'), id, 'visitor', 'waiting', '000000', 0, 'bench' || n, 'Vera', '', '', '{}',
      $2, $2, $2, $3, 0 from unnest($1::text[]) with ordinality as t(id, n)`,
    [ids, nowMs, untilMs],
  );
  await pool.query(
    `insert into seats (interaction_id, role, instance_id, display_name, joined, microphone, camera, screen, media_flows,
      away_cause, kept_until_ms)
    select id, 'visitor', 'bench', '', 1, 1, 1, 0, 0, 'silent', $1 from interactions where state = 'waiting'`,
    [untilMs],
  );
  return tenants;
}

const dataDir = createDataDir();
const servers: ChildProcess[] = [];
const platforms: Platform[] = [];
const sockets: WebSocket[] = [];
const database = await startPostgres(dataDir);
servers.push(database.child);
const broker = await startRedis();
servers.push(broker.child);
const pool = new pg.Pool({ connectionString: database.url });
try {
  await pool.query("create database empty");
  const env = { DATABASE_URL: database.url, REDIS_URL: broker.url };
  for (let count = 0; count < NODES; count += 1) platforms.push(await startPlatform(`${dataDir}/nodes`, env));
  const emptyUrl = database.url.replace(/[^/]*$/, "empty");
  platforms.push(
    await startPlatform(`${dataDir}/empty`, { ...env, DATABASE_URL: emptyUrl, REDIS_PREFIX: "empty" }),
  );

  const tenants = await addTenants(pool);
  sockets.push(
    ...(await inBatches(TENANTS, async (index) => {
      const [node, tenant] = [platforms[index % NODES], tenants[index]];
      if (!node || !tenant) throw new Error("unreachable");
      const platform = { ...node, demo: tenant };
      return connectAgent(platform, { userId: AGENT, ...(await signIn(platform, AGENT)) });
    })),
  );

  await wait(WARM_UP_SECONDS * 1_000);
  const startMs = performance.now();
  const before = await Promise.all(platforms.map(processorMs));
  await wait(SECONDS * 1_000);
  const after = await Promise.all(platforms.map(processorMs));
  const passedMs = performance.now() - startMs;
  const percents = after.map((sum, index) => ((sum - (before[index] ?? Number.NaN)) / passedMs) * 100);
  const floor = percents[NODES] ?? Number.NaN;

  console.log(
    `PostgreSQL and Redis, ${NODES} nodes, ${TENANTS.toLocaleString("en")} tenants with one waiting visitor and one agent each, over ${SECONDS} s; ${describeDisk()}`,
  );
  for (const [index, ours] of percents.slice(0, NODES).entries())
    printComparison({
      title: `Node ${index + 1} while nothing happens`,
      unit: "% of one core",
      ours,
      aim: MAX_SHARE_PERCENT,
      floor,
      floorName: "a node without tenants",
    });
} finally {
  for (const socket of sockets) socket.terminate();
  await pool.end();
  await Promise.all(platforms.map(stopPlatform));
  for (const child of servers) child.kill();
  rmSync(dataDir, { recursive: true, force: true });
}
