/**
 * One incoming call to 2,000 connected agents: from the moment the visitor joins to the moment the last agent (and the 99th
 * percentile) is notified, including the commit, routing and derivation. The floor is a bare `ws` server that
 * writes one pre-built frame of the same size to as many sockets, whose clients do the same with it. Also: what one agent's session
 * costs in memory against one bare connection, both servers freshly started. Rounds alternate; medians.
 */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import type { WebSocket } from "ws";
import { startBareServer } from "./lib/bare-server.ts";
import { createDataDir } from "./lib/data-dir.ts";
import { openNamespace } from "./lib/open-namespace.ts";
import { post } from "./lib/post.ts";
import { type Agent, connectAgent, inBatches, RINGING, receivedBy } from "./lib/push-agents.ts";
import { type Platform, signIn, startPlatform, stopPlatform } from "./lib/start-platform.ts";
import { median, percentile, printComparison } from "./report.ts";

const AGENTS = Number(process.env.BENCH_AGENTS ?? 2_000);
const ROUNDS = 15;
const WARM_UP_ROUNDS = 3;
const JOIN =
  '42/signalling,1["join",{"displayName":"Vera","media":{"microphone":true,"camera":true,"screen":false}}]';

interface Listeners {
  readonly child: ChildProcess;
  readonly sockets: readonly WebSocket[];
  /** Kilobytes that each connection added to the server's resident memory. */
  readonly perConnectionKb: number;
  /** Resolves with the time until each of them was notified, in milliseconds. */
  round(): Promise<number[]>;
}

const isRinging = (text: string): boolean => text.startsWith(`${RINGING}{"ended":[],"ringing":[{`);
const isEnd = (text: string): boolean => text.startsWith(`${RINGING}{"ended":[{`);

function residentKb(child: ChildProcess): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]);
}

async function startBare(message: string): Promise<Listeners> {
  const server = await startBareServer();
  const caller = await server.connect();
  const beforeKb = residentKb(server.child);
  const sockets = await inBatches(AGENTS, () => server.connect());
  return {
    child: server.child,
    sockets,
    perConnectionKb: (residentKb(server.child) - beforeKb) / AGENTS,
    round() {
      const received = receivedBy(sockets, isRinging);
      caller.send(message);
      return received;
    },
  };
}

/** Signs all agents in and restarts, so that the memory of the sessions is not taken from what the sign-ins left. */
async function startFresh(dataDir: string): Promise<{ platform: Platform; agents: readonly Agent[] }> {
  const first = await startPlatform(dataDir);
  const agents = await inBatches(AGENTS, async (index) => {
    const userId = `agent${index}@example.org`;
    return { userId, ...(await signIn(first, userId)) };
  });
  await stopPlatform(first);
  return { platform: await startPlatform(dataDir), agents };
}

async function startOurs(dataDir: string): Promise<Listeners & { readonly message: string }> {
  const { platform, agents } = await startFresh(dataDir);
  const { child, url, demo } = platform;
  const beforeKb = residentKb(child);
  const sockets = await inBatches(AGENTS, (index) =>
    connectAgent(platform, agents[index] ?? { userId: "", token: "" }),
  );
  const perConnectionKb = (residentKb(child) - beforeKb) / AGENTS;

  let message = "";
  sockets[0]?.on("message", (data: Buffer) => {
    if (isRinging(data.toString())) message = data.toString();
  });
  const round = async (): Promise<number[]> => {
    const { interactionId } = await post<{ interactionId: string }>(
      `${url}/api/interactions/tenants/${demo.tenantId}/interactions`,
      { type: "OUTBOUND", customData: { subject: "x".repeat(400) } },
    );
    const { seat } = await post<{ seat: { seatToken: string } }>(
      `${url}/api/visitor/interactions/${interactionId}/seat`,
      { instanceId: randomUUID() },
    );
    const visitor = await openNamespace(url, "/signalling", { seatToken: seat.seatToken }, (text) =>
      text.startsWith('42/signalling,["room"'),
    );
    const received = receivedBy(sockets, isRinging);
    visitor.send(JOIN);
    const times = await received;
    const over = receivedBy(sockets, isEnd);
    visitor.send('42/signalling,2["hangUp"]');
    await over;
    visitor.close();
    return times;
  };
  for (let index = 0; index < WARM_UP_ROUNDS; index += 1) await round();
  return { child, sockets, perConnectionKb, round, message };
}

const dataDir = createDataDir();
const ours = await startOurs(dataDir);
const bare = await startBare(ours.message);
try {
  for (let index = 0; index < WARM_UP_ROUNDS; index += 1) await bare.round();
  const last = { ours: [] as number[], bare: [] as number[] };
  const p99 = { ours: [] as number[], bare: [] as number[] };
  for (let index = 0; index < ROUNDS; index += 1)
    for (const [name, listeners] of [["ours", ours] as const, ["bare", bare] as const]) {
      const times = await listeners.round();
      last[name].push(Math.max(...times));
      p99[name].push(percentile(times, 0.99));
    }
  const title = `One incoming call to ${AGENTS.toLocaleString("en")} agents (${ours.message.length} bytes)`;
  for (const [what, times] of [["the last one", last] as const, ["99th percentile", p99] as const])
    printComparison({
      title: `${title}: ${what}`,
      unit: "ms",
      ours: median(times.ours),
      floor: median(times.bare),
      floorName: "one pre-built frame by bare ws",
    });
  printComparison({
    title: "Resident memory of an agent's session, with all its state",
    unit: "kB",
    ours: ours.perConnectionKb,
    floor: bare.perConnectionKb,
    floorName: "bare ws connection",
  });
} finally {
  for (const { child, sockets } of [ours, bare]) {
    for (const socket of sockets) socket.terminate();
    child.kill();
  }
  rmSync(dataDir, { recursive: true, force: true });
}
