/** What a Redis that hangs, and what it keeps: two nodes of one platform with a real Redis that is stopped by SIGSTOP. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { joinCluster } from "../../src/cluster/join-cluster.ts";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { startRedis, type TestRedis } from "../fixtures/redis.ts";
import { openVisitorPage, openWidget, type SeatPage } from "../fixtures/seat-page.ts";
import { startPostgres, type TestPostgres } from "../helpers/start-postgres.ts";

const ROUNDS = 50;
/** Three heartbeats without an echo, and an answer of `/readyz` is reused for 1 s. */
const VISIBLE_WITHIN_MS = 6_000;

interface Call {
  readonly widget: SeatPage;
  readonly page: SeatPage;
}

let postgres: TestPostgres;
let redis: TestRedis;
let dataDir: string;
let east: InProcessPlatform;
let west: InProcessPlatform;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  dataDir = await mkdtemp(join(tmpdir(), "ve-redis-"));
  const env = { REDIS_URL: redis.url, LOG_LEVEL: "silent", DATABASE_URL: await postgres.createDatabase() };
  east = await startPlatform({ dataDir, env });
  west = await startPlatform({ dataDir, env });
});
afterAll(async () => {
  redis.resume();
  await Promise.all([east.close(), west.close()]);
  await redis.kill();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function startCall(
  agentNode: InProcessPlatform,
  visitorNode: InProcessPlatform,
  name: string,
): Promise<Call> {
  const widget = await openWidget(agentNode, await agentNode.signIn(`${name}@example.org`));
  const page = await openVisitorPage(visitorNode, widget.opened.interaction.interactionId);
  await page.join("Vera");
  await widget.sees((room) => room.peer.presence === "joined");
  return { widget, page };
}

/** Milliseconds that an offer takes from the widget to the visitor's page. */
async function timeSignal({ widget, page }: Call, sdp: string): Promise<number> {
  const startMs = performance.now();
  const arrived = new Promise<number>((resolve) =>
    page.socket.on("description", (message: { sdp: string }) => {
      if (message.sdp === sdp) resolve(performance.now() - startMs);
    }),
  );
  widget.socket.emit("description", { from: widget.instanceId, to: page.instanceId, type: "offer", sdp });
  return arrived;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;

async function redisUp(node: InProcessPlatform): Promise<string> {
  const metrics = await (await fetch(`${node.url}/metrics`)).text();
  return /^redis_up (\d)/m.exec(metrics)?.[1] ?? "missing";
}

/** Resolves when both nodes show this state in `/metrics` and `/readyz`. */
async function bothSay(up: "0" | "1", state: "no answer" | "ok"): Promise<void> {
  const says = async (node: InProcessPlatform): Promise<void> =>
    vi.waitFor(
      async () => {
        const { body } = await node.request("GET", "/readyz");
        expect({ up: await redisUp(node), body }).toMatchObject({ up, body: { checks: { redis: state } } });
      },
      { timeout: 20_000, interval: 50 },
    );
  await Promise.all([says(east), says(west)]);
}

describe("a Redis that hangs", () => {
  it("is visible in /readyz and /metrics of both nodes within 6 s", async () => {
    await bothSay("1", "ok");
    redis.pause();
    const startMs = performance.now();
    try {
      await bothSay("0", "no answer");
      expect(performance.now() - startMs).toBeLessThan(VISIBLE_WITHIN_MS);
    } finally {
      redis.resume();
    }
    await bothSay("1", "ok");
  }, 60_000);

  it("delays no signal between two seats of one node, is noticed, and costs no readiness", async () => {
    const call = await startCall(east, east, "ann");
    const before: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) before.push(await timeSignal(call, `before ${round}`));
    redis.pause();
    const during: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) during.push(await timeSignal(call, `during ${round}`));
    // The median: a busy machine delays single messages, a wait for Redis would delay all.
    expect(median(during) - median(before)).toBeLessThan(100);
    await vi.waitFor(async () => expect(await redisUp(east)).toBe("0"), { timeout: 15_000, interval: 100 });
    const ready = await vi.waitFor(
      async () => {
        const answer = await east.request("GET", "/readyz");
        expect(answer.body).toMatchObject({ checks: { redis: "no answer" } });
        return answer;
      },
      { timeout: 10_000 },
    );
    expect(ready).toMatchObject({ status: 200, body: { ready: true, degraded: true } });
    expect(await timeSignal(call, "down")).toBeLessThan(2_000);
    redis.resume();
    await vi.waitFor(async () => expect(await redisUp(east)).toBe("1"), { timeout: 20_000, interval: 100 });
    await call.widget.hangUp();
    expect(await call.page.hasEnded()).toMatchObject({ reason: "hung-up", by: "agent" });
  }, 90_000);

  it("never makes a sign-in wait for each of its limits", async () => {
    redis.pause();
    const startMs = performance.now();
    for (let count = 0; count < 20; count += 1) await east.signIn(`agent${count}@example.org`);
    const durationMs = performance.now() - startMs;
    redis.resume();
    // 250 ms for each of the two limits of a sign-in would be 10 s.
    expect(durationMs).toBeLessThan(8_000);
    await vi.waitFor(async () => expect(await redisUp(east)).toBe("1"), { timeout: 20_000, interval: 100 });
  }, 60_000);
});

it("keeps nothing of what a call across nodes exchanged", async () => {
  const client = createClient({ url: redis.url });
  await client.connect();
  await vi.waitFor(async () => expect([await redisUp(east), await redisUp(west)]).toEqual(["1", "1"]), {
    timeout: 20_000,
    interval: 100,
  });
  const call = await startCall(east, west, "bea");
  await timeSignal(call, "v=0 secret-ice-password");
  const { widget, page } = call;
  widget.socket.emit("candidate", {
    from: widget.instanceId,
    to: page.instanceId,
    candidate: "candidate:1 1 udp 1 192.0.2.77 9 typ host",
    sdpMid: "0",
    sdpMLineIndex: 0,
    usernameFragment: null,
  });
  await vi.waitFor(() => expect(page.candidates).toHaveLength(1));
  await widget.hangUp();
  await page.hasEnded();
  const keys = await client.keys("*");
  const values = await Promise.all(keys.map((key) => client.dump(key).then(String)));
  client.destroy();
  expect(keys.filter((key) => !key.startsWith("ve:limit:"))).toEqual([]);
  for (const value of values) expect(value).not.toMatch(/secret-ice-password|192\.0\.2\.77/);
});

it("separates two platforms on one Redis by their prefix", async () => {
  const received: string[] = [];
  const joinAs = async (prefix: string, nodeId: string): Promise<Awaited<ReturnType<typeof joinCluster>>> => {
    const node = await joinCluster({ redisUrl: redis.url, prefix, nodeId, onFailure: () => {} });
    node.bus.handle("queueChanged", ({ tenantId }) => void received.push(`${nodeId} ${tenantId}`));
    return node;
  };
  const nodes = [
    await joinAs("staging", "staging1"),
    await joinAs("staging", "staging2"),
    await joinAs("live", "live1"),
    await joinAs("live", "live2"),
  ];
  nodes[0]?.bus.publish("queueChanged", { tenantId: "acme" });
  nodes[2]?.bus.publish("queueChanged", { tenantId: "other" });
  await vi.waitFor(() => expect(received.toSorted()).toEqual(["live2 other", "staging2 acme"]));
  for (const node of nodes) node.close();
});
