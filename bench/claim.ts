/**
 * What a claim costs beside few and beside many stored interactions: the widget's own request, over HTTP, that wins a
 * waiting visitor, from the press on Accept to the seat. Three platforms as they are shipped, one with 10, one with 1,000,
 * one with 100,000 interactions (nine of ten have ended, the others were asked for and not opened), measured in turn.
 */
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { percentile, printComparison } from "./report.ts";

const STORED = [10, 1_000, 100_000] as const;
const CLAIMS = Number(process.env.BENCH_CLAIMS ?? 300);
const WARM_UP_CLAIMS = 20;
const ANSWER_TIMEOUT_MS = 20_000;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Demo {
  readonly tenantId: string;
  readonly apiKey: string;
  readonly externalId: string;
}

interface Platform {
  readonly child: ChildProcess;
  /** One visitor asks, waits and is claimed; the milliseconds of the claim. */
  claim(): Promise<number>;
}

/** The part of the embedded database's driver that fills it. */
interface Filler {
  exec(sql: string): void;
  close(): void;
}

/** By one statement, for making them one by one takes a minute; the platform is not running. */
function store(dataDir: string, tenantId: string, count: number): void {
  const Libsql = createRequire(here("../packages/platform/package.json"))("libsql") as new (
    file: string,
  ) => Filler;
  const database = new Libsql(join(dataDir, "platform.db"));
  database.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into interactions (id, tenant_id, initiated_by, state, agent_id, pin, pin_failures, short_code, visitor_name,
      visitor_email, visitor_phone, custom_data, created_at_ms, claimed_at_ms, active_at_ms, ended_at_ms, end_reason, talk_time_ms)
    select 'i_' || substr(hex(randomblob(11)), 1, 22), '${tenantId}', 'visitor',
      iif(i % 10 = 0, 'created', 'ended'), iif(i % 10 = 0, null, 'a_' || (i % 500)), printf('%06d', i % 1000000), 0,
      'bench' || i, '', '', '', '{"customerId":"customer-123"}', ${Date.now()} - i * 700,
      iif(i % 10 = 0, null, 1), iif(i % 10 = 0, null, 1), iif(i % 10 = 0, null, ${Date.now()} - i * 700),
      iif(i % 10 = 0, null, 'hung-up'), 60000 from n`);
  database.close();
}

async function start(dataDir: string): Promise<{ child: ChildProcess; url: string; demo: Demo }> {
  const child = fork(here("../packages/platform/dist/main.js"), {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      PORT: "0",
      DEMO: "1",
      RATE_LIMIT_FACTOR: "0",
      LOG_LEVEL: "error",
    },
  });
  const [ready] = (await once(child, "message")) as [{ url: string; demo: Demo }];
  return { child, ...ready };
}

async function startWith(count: number, dataDir: string): Promise<Platform> {
  const first = await start(dataDir);
  const over = once(first.child, "exit");
  first.child.kill();
  await over;
  store(dataDir, first.demo.tenantId, count);
  const { child, url, demo } = await start(dataDir);
  const { token } = await post<{ token: string }>(`${url}/api/partners/impersonateCreate`, {
    pak: demo.apiKey,
    division: demo.externalId,
    email: "agent@example.org",
  });
  return {
    child,
    async claim() {
      const { interactionId } = await post<{ interactionId: string }>(
        `${url}/api/interactions/tenants/${demo.tenantId}/interactions`,
        { type: "OUTBOUND" },
      );
      const visitor = await waitingVisitor(url, interactionId);
      const startMs = performance.now();
      const { how } = await post<{ how: string }>(
        `${url}/api/widget/interactions`,
        { veinteraction: interactionId, instanceId: randomUUID() },
        token,
      );
      const tookMs = performance.now() - startMs;
      if (how !== "claimed") throw new Error(`The visitor was not claimed: ${how}.`);
      const ended = until(visitor, '42/signalling,["ended"');
      visitor.send('42/signalling,2["hangUp"]');
      await ended;
      visitor.close();
      return tookMs;
    },
  };
}

async function post<Body>(url: string, body: unknown, token?: string): Promise<Body> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

/** A visitor's page, which has pressed Join: its socket, once the platform has it waiting. */
async function waitingVisitor(url: string, interactionId: string): Promise<WebSocket> {
  const { seat } = await post<{ seat: { seatToken: string } }>(
    `${url}/api/visitor/interactions/${interactionId}/seat`,
    { instanceId: randomUUID() },
  );
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text.startsWith("0{")) socket.send(`40/signalling,${JSON.stringify({ seatToken: seat.seatToken })}`);
    const asked = /^42[^,]+,(\d+)\["alive"/.exec(text);
    if (asked) socket.send(`43/signalling,${asked[1]}[]`);
  });
  await until(socket, '42/signalling,["room"');
  const joined = until(socket, "43/signalling,1[");
  socket.send(
    '42/signalling,1["join",{"displayName":"Vera","media":{"microphone":true,"camera":true,"screen":false}}]',
  );
  await joined;
  return socket;
}

function until(socket: WebSocket, beginning: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Nothing came: ${beginning}`)), ANSWER_TIMEOUT_MS);
    const listen = (data: Buffer): void => {
      if (!data.toString().startsWith(beginning)) return;
      clearTimeout(late);
      socket.off("message", listen);
      resolve();
    };
    socket.on("message", listen);
  });
}

const rooms = STORED.map((stored) => ({
  stored,
  dataDir: mkdtempSync(join(tmpdir(), "ve-bench-")),
  timesMs: [] as number[],
}));
const children: ChildProcess[] = [];
try {
  const platforms: Platform[] = [];
  for (const { stored, dataDir } of rooms) {
    const platform = await startWith(stored, dataDir);
    platforms.push(platform);
    children.push(platform.child);
  }
  for (let round = 0; round < WARM_UP_CLAIMS + CLAIMS; round += 1)
    for (const [index, { timesMs }] of rooms.entries()) {
      const tookMs = await platforms[index]?.claim();
      if (round >= WARM_UP_CLAIMS && tookMs !== undefined) timesMs.push(tookMs);
    }
  const floor = rooms[0]?.timesMs ?? [];
  for (const { stored, timesMs } of rooms.slice(1))
    for (const [name, share] of [["median", 0.5] as const, ["99th percentile", 0.99] as const])
      printComparison({
        title: `A claim beside ${stored.toLocaleString("en")} stored interactions: ${name} of ${CLAIMS}`,
        unit: "ms",
        ours: percentile(timesMs, share),
        floor: percentile(floor, share),
        floorName: `beside ${STORED[0]}`,
      });
} finally {
  for (const child of children) child.kill();
  for (const { dataDir } of rooms) rmSync(dataDir, { recursive: true, force: true });
}
