/**
 * Processor time of the built platform with 2,500 agents on the queue and 1,000 waiting visitors, for a derivation that finds no
 * change, for one more caller (from the request to the last agent who is notified), and for a call that an agent accepts. The floor is a bare `ws` server that writes one pre-built frame of the same size to as many sockets. Also: the bytes
 * of the first lists.
 *
 * What both spend on doing nothing (`alive` questions, heartbeats) and on being measured is measured before and subtracted.
 */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { WebSocket } from "ws";
import { startBareServer } from "./lib/bare-server.ts";
import { createDataDir } from "./lib/data-dir.ts";
import { post } from "./lib/post.ts";
import { connectAgent, inBatches, joinQueue, RINGING, receivedBy } from "./lib/push-agents.ts";
import { type Platform, processorMs, signIn } from "./lib/start-platform.ts";
import { startWithWaiting } from "./lib/stored-platform.ts";
import { waitingVisitor } from "./lib/waiting-visitor.ts";
import { median, printComparison } from "./report.ts";

const AGENTS = Number(process.env.BENCH_AGENTS ?? 2_500);
const WAITING = Number(process.env.BENCH_WAITING ?? 1_000);
const ROUNDS = 10;
const IDLE_MS = 10_000;

interface Meter {
  /** Milliseconds of one core per call of `work`, beyond what an idle process uses. */
  of(work: () => Promise<unknown>, rounds?: number): Promise<number>;
}

async function createMeter(processor: () => Promise<number>): Promise<Meter> {
  const beforeMs = await processor();
  await wait(IDLE_MS);
  const idleShare = ((await processor()) - beforeMs) / IDLE_MS;
  const spentOn = async (work: () => Promise<unknown>, rounds: number): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const startMs = performance.now();
      const cpuMs = await processor();
      await work();
      const spentMs = (await processor()) - cpuMs;
      times.push(spentMs - idleShare * (performance.now() - startMs));
    }
    return median(times);
  };
  const measuringMs = await spentOn(async () => undefined, 30);
  return { of: async (work, rounds = ROUNDS) => (await spentOn(work, rounds)) - measuringMs };
}

/** A visitor who requests a call, joins and hangs up; resolves when every agent knows how many wait then. */
async function oneMoreCaller(
  { url, demo }: Platform,
  agents: readonly WebSocket[],
  count: number,
): Promise<WebSocket> {
  const told = receivedBy(agents, (text) => text.startsWith(RINGING) && text.includes(`"count":${count},`));
  const { interactionId } = await post<{ interactionId: string }>(
    `${url}/api/interactions/tenants/${demo.tenantId}/interactions`,
    { type: "OUTBOUND", customData: { subject: "x".repeat(100) } },
  );
  const visitor = await waitingVisitor(url, interactionId);
  await told;
  return visitor;
}

const dataDir = createDataDir();
const platform = await startWithWaiting(WAITING, dataDir);
const bare = await startBareServer();
const sockets: WebSocket[] = [];
try {
  const agents = await inBatches(AGENTS, async (index) => {
    const userId = `agent${index}@example.org`;
    return { userId, ...(await signIn(platform, userId)) };
  });
  let firstListBytes = 0;
  let largest = 0;
  const onQueue = await inBatches(AGENTS, async (index) => {
    const agent = agents[index];
    if (!agent) throw new Error("unreachable");
    const socket = await connectAgent(platform, agent);
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith(RINGING)) largest = Math.max(largest, data.length);
    });
    return socket;
  });

  sockets.push(...onQueue);
  const [first] = onQueue;
  const [firstAgent] = agents;
  if (!first || !firstAgent) throw new Error("unreachable");
  first.on("message", (data: Buffer) => {
    if (data.toString().startsWith("43/push,1[")) firstListBytes = data.length;
  });
  await joinQueue(first);

  const meter = await createMeter(() => processorMs(platform));
  const nothing = await meter.of(() => joinQueue(first), 30);
  let waiting = WAITING;
  const caller = await meter.of(async () => {
    waiting += 1;
    sockets.push(await oneMoreCaller(platform, onQueue, waiting));
  });
  let taken = 0;
  const claim = await meter.of(async () => {
    taken += 1;
    const id = `i_${String(taken).padStart(22, "0")}`;
    const agent = agents[taken];
    const others = onQueue.filter((_, index) => index > ROUNDS);
    const told = receivedBy(others, (text) => text.includes(`"ended":[{"visitorId":"${id}"`));
    await post(
      `${platform.url}/api/widget/interactions`,
      { veinteraction: id, instanceId: randomUUID() },
      agent?.token,
    );
    await told;
  });

  const listeners = await inBatches(AGENTS, () => bare.connect());
  const sender = await bare.connect();
  sockets.push(...listeners, sender);
  const bareMeter = await createMeter(() => bare.processorMs());
  const measureFloor = (bytes: number): Promise<number> =>
    bareMeter.of(async () => {
      const received = receivedBy(listeners, () => true);
      sender.send("x".repeat(bytes));
      await received;
    });
  const small = await measureFloor(90);
  const large = await measureFloor(Math.max(largest, 90));

  const size = `${AGENTS.toLocaleString("en")} agents, ${WAITING.toLocaleString("en")} waiting`;
  const unit = "ms of one core";
  printComparison({
    title: `${size}: a derivation that finds nothing new, and one answer with 50 calls`,
    unit,
    ours: nothing,
    floor: small,
    floorName: "one pre-built frame of 90 bytes to all",
  });
  printComparison({
    title: `${size}: one more caller, request, seat and telling all agents included`,
    unit,
    ours: caller,
    floor: small,
    floorName: "one pre-built frame of 90 bytes to all",
  });
  printComparison({
    title: `${size}: an agent takes a call, the next one in line rings at all others`,
    unit,
    ours: claim,
    floor: large,
    floorName: `one pre-built frame of ${largest} bytes to all`,
  });
  console.log(
    `${size}: first lists of all agents\n  ${((firstListBytes * AGENTS) / 1e6).toFixed(1)} MB (${(firstListBytes / 1_000).toFixed(1)} kB each)`,
  );
} finally {
  for (const socket of sockets) socket.terminate();
  platform.child.kill();
  bare.child.kill();
  rmSync(dataDir, { recursive: true, force: true });
}
