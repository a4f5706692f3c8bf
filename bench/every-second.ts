/**
 * What a node does every second without being asked (heartbeat, sweep, the queue's round), in processor time: with one agent on the
 * queue and one waiting visitor, beside few and beside many stored interactions. The floor is a bare HTTP server of the same library
 * in the same kind of process, with one `select` a second in the same kind of database. Side by side.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { WebSocket } from "ws";
import { createDataDir, describeDisk } from "./lib/data-dir.ts";
import { post } from "./lib/post.ts";
import { connectAgent, RINGING, receivedBy } from "./lib/push-agents.ts";
import { type Platform, processorMs, signIn } from "./lib/start-platform.ts";
import { startStored } from "./lib/stored-platform.ts";
import { waitingVisitor } from "./lib/waiting-visitor.ts";
import { printComparison } from "./report.ts";

const STORED = [10, 100_000] as const;
const SECONDS = 30;
const WARM_UP_SECONDS = 5;
const AGENT = "agent@example.org";

const BARE_SERVER = `
import fastify from "fastify";
import Libsql from "libsql";
const database = new Libsql(process.env.FILE);
database.exec("create table t (x)");
const statement = database.prepare("select x from t");
setInterval(() => statement.all(), 1000);
await fastify().listen({ port: 0, host: "127.0.0.1" });
process.on("message", () => { const { user, system } = process.cpuUsage(); process.send((user + system) / 1000); });
process.send("ready");
`;

async function startBare(dataDir: string): Promise<{ child: ChildProcess; processorMs(): Promise<number> }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", BARE_SERVER], {
    cwd: fileURLToPath(new URL("../packages/platform", import.meta.url)),
    env: { ...process.env, FILE: `${dataDir}/bare.db` },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await once(child, "message");
  return {
    child,
    async processorMs() {
      const answered = once(child, "message") as Promise<[number]>;
      child.send("cpu");
      return (await answered)[0];
    },
  };
}

async function ringOne(platform: Platform): Promise<readonly WebSocket[]> {
  const { url, demo } = platform;
  const { token } = await signIn(platform, AGENT);
  const agent = await connectAgent(platform, { userId: AGENT, token });
  const rings = receivedBy([agent], (text) => text.startsWith(RINGING));
  const { interactionId } = await post<{ interactionId: string }>(
    `${url}/api/interactions/tenants/${demo.tenantId}/interactions`,
    { type: "OUTBOUND" },
  );
  const visitor = await waitingVisitor(url, interactionId);
  await rings;
  return [agent, visitor];
}

const dataDirs = [...STORED.map(createDataDir), createDataDir()];
const children: ChildProcess[] = [];
const sockets: WebSocket[] = [];
try {
  const processors: (() => Promise<number>)[] = [];
  for (const [index, stored] of STORED.entries()) {
    const platform = await startStored(stored, dataDirs[index] ?? "");
    children.push(platform.child);
    processors.push(() => processorMs(platform));
    sockets.push(...(await ringOne(platform)));
  }
  const bare = await startBare(dataDirs.at(-1) ?? "");
  children.push(bare.child);
  processors.push(() => bare.processorMs());
  await wait(WARM_UP_SECONDS * 1_000);
  const before = await Promise.all(processors.map((processor) => processor()));
  await wait(SECONDS * 1_000);
  const after = await Promise.all(processors.map((processor) => processor()));
  const [few = Number.NaN, many = Number.NaN, floor = Number.NaN] = after.map(
    (sum, index) => (sum - (before[index] ?? Number.NaN)) / SECONDS,
  );
  console.log(describeDisk());
  for (const [stored, ours] of [[STORED[0], few] as const, [STORED[1], many] as const])
    printComparison({
      title: `What a node does every second beside ${stored.toLocaleString("en")} stored interactions`,
      unit: "ms of one core",
      ours,
      floor,
      floorName: "one select a second",
    });
  printComparison({
    title: "The same, many stored interactions against few",
    unit: "ms of one core",
    ours: many,
    floor: few,
    floorName: `beside ${STORED[0]}`,
  });
} finally {
  for (const socket of sockets) socket.terminate();
  for (const child of children) child.kill();
  for (const dataDir of dataDirs) rmSync(dataDir, { recursive: true, force: true });
}
