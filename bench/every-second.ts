/**
 * What a node does every second by itself (its beat, the sweep, who rings for whom), beside few and beside many stored
 * interactions: processor time in a second of two platforms as they are shipped, in which one agent is on the queue and
 * one visitor waits. Measured side by side.
 */
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { WebSocket } from "ws";
import { openNamespace, untilMessage } from "./lib/open-namespace.ts";
import { post } from "./lib/post.ts";
import { type StoredPlatform, signIn, startStored } from "./lib/stored-platform.ts";
import { waitingVisitor } from "./lib/waiting-visitor.ts";
import { printComparison } from "./report.ts";

const STORED = [10, 100_000] as const;
const SECONDS = 30;
const WARM_UP_SECONDS = 5;
const AGENT = "agent@example.org";

async function ringOne(platform: StoredPlatform): Promise<readonly WebSocket[]> {
  const { url, demo } = platform;
  const { token } = await signIn(platform, AGENT);
  const agent = await openNamespace(url, "/push", { tenantId: demo.tenantId, token, userId: AGENT });
  const onQueue = untilMessage(agent, (text) => text.startsWith("43/push,1["));
  agent.send('42/push,1["setQueue",{"onQueue":true,"callTypes":["video"]}]');
  await onQueue;
  const rings = untilMessage(agent, (text) => text.startsWith('42/push,["ringing"'));
  const { interactionId } = await post<{ interactionId: string }>(
    `${url}/api/interactions/tenants/${demo.tenantId}/interactions`,
    { type: "OUTBOUND" },
  );
  const visitor = await waitingVisitor(url, interactionId);
  await rings;
  return [agent, visitor];
}

async function processorMs({ url }: StoredPlatform): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]) * 1_000;
}

const dataDirs = STORED.map(() => mkdtempSync(join(tmpdir(), "ve-bench-")));
const children: ChildProcess[] = [];
const sockets: WebSocket[] = [];
try {
  const platforms: StoredPlatform[] = [];
  for (const [index, stored] of STORED.entries()) {
    const platform = await startStored(stored, dataDirs[index] ?? "");
    platforms.push(platform);
    children.push(platform.child);
    sockets.push(...(await ringOne(platform)));
  }
  await wait(WARM_UP_SECONDS * 1_000);
  const before = await Promise.all(platforms.map(processorMs));
  await wait(SECONDS * 1_000);
  const after = await Promise.all(platforms.map(processorMs));
  const [few = Number.NaN, many = Number.NaN] = after.map(
    (sum, index) => (sum - (before[index] ?? Number.NaN)) / SECONDS,
  );
  printComparison({
    title: `What a node does every second beside ${STORED[1].toLocaleString("en")} stored interactions`,
    unit: "ms of one processor",
    ours: many,
    floor: few,
    floorName: `beside ${STORED[0]}`,
  });
} finally {
  for (const socket of sockets) socket.terminate();
  for (const child of children) child.kill();
  for (const dataDir of dataDirs) rmSync(dataDir, { recursive: true, force: true });
}
