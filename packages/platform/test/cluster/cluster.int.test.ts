import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { RedisBus } from "../../src/cluster/redis-bus.ts";
import { type AgentClient, agentOnQueue, until } from "../fixtures/agent-client.ts";
import { type Answer, type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { startRedis, type TestRedis } from "../fixtures/redis.ts";
import { askForWidgetSeat, openVisitorPage, openWidget, type SeatPage } from "../fixtures/seat-page.ts";
import { startTraceCollector, type TraceCollector } from "../fixtures/trace-collector.ts";
import {
  findUnknown,
  listExpressions,
  listMetrics,
  readDocumentedMetrics,
} from "../helpers/monitoring-files.ts";
import { type Metrics, readMetrics } from "../helpers/read-metrics.ts";
import { startPostgres, type TestPostgres } from "../helpers/start-postgres.ts";

const SPANS_WITHOUT_PICTURE = ["accept", "call", "connecting", "end", "join", "request", "ringing"];

describe("two nodes of one platform", () => {
  let postgres: TestPostgres;
  let redis: TestRedis;
  let dataDir: string;
  let env: Record<string, string>;
  let collector: TraceCollector;
  let east: InProcessPlatform;
  let west: InProcessPlatform;
  const agents: AgentClient[] = [];

  beforeAll(async () => {
    [redis, postgres, collector] = await Promise.all([startRedis(), startPostgres(), startTraceCollector()]);
    dataDir = await mkdtemp(join(tmpdir(), "ve-cluster-"));
    env = {
      REDIS_URL: redis.url,
      LOG_LEVEL: "silent",
      DATABASE_URL: await postgres.createDatabase(),
      TRUST_PROXY: "127.0.0.1",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    };
    east = await startPlatform({ dataDir, env });
    west = await startPlatform({ dataDir, env });
  });
  afterAll(async () => {
    for (const agent of agents) agent.client.disconnect();
    await Promise.all([east.close(), west.close()]);
    await collector.close();
    await redis.kill();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function onQueue(platform: InProcessPlatform, name: string): Promise<AgentClient> {
    const agent = await agentOnQueue(platform, `${name}@example.org`);
    agents.push(agent);
    return agent;
  }

  async function waitingVisitor(platform: InProcessPlatform): Promise<{ id: string; page: SeatPage }> {
    const id = await platform.requestCall();
    const page = await openVisitorPage(platform, id);
    await page.join("Vera");
    return { id, page };
  }

  it("announce nothing to each other in their sweeps while nothing changes", async () => {
    const [ann, ben] = [await onQueue(east, "ann"), await onQueue(west, "ben")];
    const { id, page } = await waitingVisitor(east);
    await Promise.all([ann.rings(id), ben.rings(id)]);
    const published = vi.spyOn(RedisBus.prototype, "publish");
    try {
      for (let sweep = 0; sweep < 3; sweep += 1)
        await Promise.all([east, west].map(({ app }) => app.sweep()));
      expect(published.mock.calls).toEqual([]);
      await page.hangUp();
      await vi.waitFor(() => expect(published).toHaveBeenCalledWith("queueChanged", expect.anything()));
    } finally {
      published.mockRestore();
      for (const { client } of [ann, ben]) client.disconnect();
    }
  });

  it("ring, tell the winner and relay a call as one", async () => {
    const [ann, ben] = [await onQueue(east, "ann"), await onQueue(west, "ben")];
    const { id, page } = await waitingVisitor(east);
    await Promise.all([ann.rings(id), ben.rings(id)]);
    const widget = await openWidget(west, ben.token, id);
    expect(await ann.outcomeOf(id)).toEqual({ type: "accepted-elsewhere", by: { userId: ben.email } });
    const lost = await askForWidgetSeat(east, ann.token, id);
    expect(lost.error).toMatchObject({ code: "claimed-elsewhere", claimedBy: "another-agent" });
    await page.sees((room) => room.peer.instanceId === widget.instanceId);
    const offer = { from: widget.instanceId, to: page.instanceId, type: "offer", sdp: "v=0" } as const;
    widget.socket.emit("description", offer);
    await page.sees(() => page.descriptions.length === 1);
    await page.hangUp();
    expect(await widget.hasEnded()).toMatchObject({ reason: "hung-up", by: "visitor" });
  });

  it("count a call once, trace it as one, and show the same of the whole platform", async () => {
    const both = (): Promise<[Metrics, Metrics]> =>
      Promise.all([readMetrics(east.url), readMetrics(west.url)]);
    const ENDED = 'calls_ended_total{reason="hung-up",from_state="connecting"}';
    const before = (await both()).map(({ valueOf }) => valueOf(ENDED) ?? 0);
    const [gus, hal] = [await onQueue(east, "gus"), await onQueue(west, "hal")];
    const { id, page } = await waitingVisitor(east);
    await Promise.all([gus.rings(id), hal.rings(id)]);
    const widget = await openWidget(west, hal.token, id);
    await page.hangUp();
    await widget.hasEnded();
    await vi.waitFor(async () => {
      const [here, there] = await both();
      const onQueueNow = here.valueOf("platform_agents_on_queue");
      expect(onQueueNow).toBeGreaterThanOrEqual(2);
      expect(there.valueOf("platform_agents_on_queue")).toBe(onQueueNow);
      const now = [here, there].map(({ valueOf }) => valueOf(ENDED) ?? 0);
      expect(now).toEqual([(before[0] ?? 0) + 1, before[1]]);
    });
    await vi.waitFor(
      () => {
        const spans = collector.spansOf(id);
        expect(spans.map(({ name }) => name).toSorted()).toEqual(SPANS_WITHOUT_PICTURE);
        expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
        const madeBy = (name: string): unknown =>
          spans.find((span) => span.name === name)?.resource["service.instance.id"];
        expect(madeBy("request")).toBe(east.app.deps.nodeId);
        expect(madeBy("accept")).toBe(west.app.deps.nodeId);
        const root = spans.find(({ name }) => name === "call");
        for (const span of spans) expect(span.parentSpanId).toBe(span === root ? null : root?.spanId);
      },
      { timeout: 10_000 },
    );
    for (const { client } of [gus, hal]) client.disconnect();
  });

  it("have the metrics that the documentation lists, and all that the alert rules and the dashboard use", async () => {
    const embedded = await startPlatform({ env: { HTTPS: "self-signed", LOG_LEVEL: "silent" } });
    const known = new Map([...listMetrics(east.app.deps.metrics), ...listMetrics(embedded.app.deps.metrics)]);
    await embedded.close();
    const own = [...known].filter(([name]) => !/^(process|nodejs)_/.test(name));
    expect(Object.fromEntries(readDocumentedMetrics())).toEqual(Object.fromEntries(own));
    for (const [where, expression] of listExpressions())
      expect(findUnknown(expression, known), `${where}: ${expression}`).toEqual([]);
  });

  it("answer a lost claim only after the loser's session on the other node knows", async () => {
    const cleo = await onQueue(east, "cleo");
    const dan = await west.signIn("dan@example.org");
    // An answer waits for 2 s at most. One that took longer, because the machine is busy, shows nothing.
    const inTime = await vi.waitFor(
      async () => {
        const { id } = await waitingVisitor(west);
        await cleo.rings(id);
        await openWidget(west, dan, id);
        const startMs = performance.now();
        await askForWidgetSeat(west, cleo.token, id);
        const knows = !cleo.ringing.includes(id);
        if (performance.now() - startMs >= 2_000) throw new Error("No lost claim was answered within 2 s.");
        return knows;
      },
      { timeout: 60_000, interval: 0 },
    );
    expect(inTime).toBe(true);
  }, 90_000);

  it("answer a lost claim although the other node's sessions can't be asked", async () => {
    const dan = await west.signIn("dan@example.org");
    const { id } = await waitingVisitor(east);
    await openWidget(east, await east.signIn("ann@example.org"), id);
    await redis.kill();
    await redisIsGone();
    const lost = await askForWidgetSeat(west, dan, id);
    expect(lost.error).toMatchObject({ code: "claimed-elsewhere", claimedBy: "another-agent" });
    await redis.start();
    await redisIsBack();
  });

  it("report that Redis is lost, keep serving, and find each other's visitors in the database", async () => {
    const [eve, fay] = [await onQueue(east, "eve"), await onQueue(west, "fay")];
    await redis.kill();
    await until(() => eve.client.getSessionId() !== "NO-SESSION", "the session to stay");
    const ready = await redisIs(east, "no answer");
    expect(ready).toMatchObject({ status: 200, body: { ready: true, degraded: true } });
    const metrics = await (await fetch(`${east.url}/metrics`)).text();
    expect(metrics).toContain("redis_up 0");
    expect(metrics).toMatch(/^push_sessions [1-9]/m);
    const { id, page } = await waitingVisitor(east);
    await Promise.all([eve.rings(id), fay.rings(id)]);
    const widget = await openWidget(east, eve.token, id);
    await page.sees((room) => room.peer.instanceId === widget.instanceId);
    const offer = { from: widget.instanceId, to: page.instanceId, type: "offer", sdp: "v=0" } as const;
    widget.socket.emit("description", offer);
    await page.sees(() => page.descriptions.length === 1);
    expect(await fay.outcomeOf(id)).toEqual({ type: "accepted-elsewhere", by: { userId: eve.email } });
    await redis.start();
    await redisIsBack();
    expect(eve.client.getSessionId()).not.toBe("NO-SESSION");
  });

  it("let a call's seats on both nodes return when Redis does, and end calls in the meantime", async () => {
    const call = async (): Promise<{ widget: SeatPage; page: SeatPage }> => {
      const widget = await openWidget(east, await east.signIn("gus@example.org"));
      const page = await openVisitorPage(west, widget.opened.interaction.interactionId);
      await page.join("Vera");
      await widget.sees((room) => room.peer.presence === "joined");
      return { widget, page };
    };
    const [kept, ended] = [await call(), await call()];
    await redis.kill();
    await redisIsGone();
    // Neither node can notify the other; both read the database.
    await ended.page.hangUp();
    expect(await ended.widget.hasEnded()).toMatchObject({ reason: "hung-up", by: "visitor" });
    const media = { microphone: false, camera: false, screen: true };
    kept.page.socket.emit("media", media);
    await kept.widget.sees((room) => room.peer.media.screen);
    await redis.start();
    await redisIsBack();
    const { widget, page } = kept;
    const heard = (): boolean => {
      const offer = { from: widget.instanceId, to: page.instanceId, type: "offer", sdp: "v=0" } as const;
      widget.socket.emit("description", offer);
      return page.descriptions.length > 0;
    };
    // Seldom enough for the limits of a socket.
    await vi.waitFor(() => expect(heard()).toBe(true), { timeout: 20_000, interval: 200 });
    expect([widget, page].map(({ socket, ended: end }) => [socket.connected, end])).toEqual([
      [true, null],
      [true, null],
    ]);
    await widget.hangUp();
    expect(await page.hasEnded()).toMatchObject({ reason: "hung-up", by: "agent" });
  });

  it("count wrong PINs together, and each for itself while Redis is gone", async () => {
    const answered = async (address: string): Promise<number> => {
      let count = 0;
      for (let round = 0; round < 8; round += 1)
        for (const { url } of [east, west]) {
          const { status } = await fetch(`${url}/pin`, {
            method: "POST",
            body: new URLSearchParams({ pin: String(100_000 + round) }),
            headers: { origin: url, "x-forwarded-for": address },
          });
          if (status === 404) count += 1;
        }
      return count;
    };
    let lastAddress = 0;
    /** A node that waits for Redis for more than 250 ms, because the machine is busy, counts for itself: not what is shown here. */
    const answeredTogether = (address?: string): Promise<{ count: number; address: string }> =>
      vi.waitFor(
        async () => {
          lastAddress += 1;
          const from = address ?? `203.0.113.${lastAddress}`;
          const before = await countedAlone();
          const count = await answered(from);
          if ((await countedAlone()) > before) throw new Error("A node counted for itself.");
          return { count, address: from };
        },
        { timeout: 60_000, interval: 0 },
      );
    const first = await answeredTogether();
    expect(first.count).toBe(5);
    await redis.kill();
    await redisIsGone();
    expect(await answered("203.0.113.200")).toBe(10);
    await redis.start();
    await redisIsBack();
    expect((await answeredTogether(first.address)).count).toBe(0);
    expect((await answeredTogether()).count).toBe(5);
  }, 150_000);

  /** How often either node counted a limit for itself. */
  async function countedAlone(): Promise<number> {
    const counts = await Promise.all(
      [east, west].map(async ({ url }) => {
        const metrics = await (await fetch(`${url}/metrics`)).text();
        return Number(/^limits_counted_alone (\d+)$/m.exec(metrics)?.[1]);
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async function redisIsGone(): Promise<void> {
    await Promise.all([redisIs(east, "no answer"), redisIs(west, "no answer")]);
  }

  async function redisIsBack(): Promise<void> {
    await Promise.all([redisIs(east, "ok"), redisIs(west, "ok")]);
  }
});

interface Readiness {
  readonly ready: boolean;
  readonly degraded: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

function redisIs(node: InProcessPlatform, state: string): Promise<Answer<Readiness>> {
  return vi.waitFor(
    async () => {
      const answer = await node.request<Readiness>("GET", "/readyz");
      expect(answer.body.checks.redis).toBe(state);
      return answer;
    },
    { timeout: 20_000, interval: 50 },
  );
}
