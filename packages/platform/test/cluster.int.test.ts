import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type AgentClient, agentOnQueue, until } from "./fixtures/agent-client.ts";
import { type LivePlatform, startPlatform } from "./fixtures/live-platform.ts";
import { startRedis, type TestRedis } from "./fixtures/redis.ts";
import { askForWidgetSeat, openVisitorPage, openWidget, type SeatPage } from "./fixtures/seat-page.ts";
import { ENGINES, startEngine, type TestEngine } from "./helpers/open-engines.ts";

/** Two nodes of one platform. The embedded database is one file; two processes may share it, and two apps in one do the same. */
describe.each(ENGINES)("two nodes, on %s", (engineName) => {
  let engine: TestEngine;
  let redis: TestRedis;
  let dataDir: string;
  let env: Record<string, string>;
  let east: LivePlatform;
  let west: LivePlatform;
  const agents: AgentClient[] = [];

  beforeAll(async () => {
    [redis, engine] = await Promise.all([startRedis(), startEngine(engineName)]);
    dataDir = await mkdtemp(join(tmpdir(), "ve-cluster-"));
    const { databaseUrl } = await engine.newDatabase();
    env = {
      REDIS_URL: redis.url,
      LOG_LEVEL: "silent",
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    };
    east = await startPlatform({ dataDir, env });
    west = await startPlatform({ dataDir, env });
  });
  afterAll(async () => {
    for (const agent of agents) agent.client.disconnect();
    await Promise.all([east.close(), west.close()]);
    await redis.kill();
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function onQueue(platform: LivePlatform, name: string): Promise<AgentClient> {
    const agent = await agentOnQueue(platform, `${name}@example.org`);
    agents.push(agent);
    return agent;
  }

  async function waitingVisitor(platform: LivePlatform): Promise<{ id: string; page: SeatPage }> {
    const id = await platform.requestCall();
    const page = await openVisitorPage(platform, id);
    await page.join("Vera");
    return { id, page };
  }

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

  it("answer a lost claim only after the loser's session on the other node knows", async () => {
    const cleo = await onQueue(east, "cleo");
    const { id } = await waitingVisitor(west);
    await cleo.rings(id);
    await openWidget(west, await west.signIn("dan@example.org"), id);
    await askForWidgetSeat(west, cleo.token, id);
    expect(cleo.ringing).not.toContain(id);
  });

  it("answer a lost claim after two seconds where a node's sessions cannot be asked", async () => {
    const dan = await west.signIn("dan@example.org");
    const { id } = await waitingVisitor(east);
    await openWidget(east, await east.signIn("ann@example.org"), id);
    await redis.kill();
    const startMs = performance.now();
    const lost = await askForWidgetSeat(west, dan, id);
    expect(lost.error).toMatchObject({ code: "claimed-elsewhere", claimedBy: "another-agent" });
    // The cluster's own patience is 5 s.
    expect(performance.now() - startMs).toBeLessThan(3_500);
    await redis.start();
    await redisIsBack();
  });

  it("say that Redis is lost, go on for their own, and find each other's visitors by themselves", async () => {
    const [eve, fay] = [await onQueue(east, "eve"), await onQueue(west, "fay")];
    await redis.kill();
    await until(() => eve.client.getSessionId() !== "NO-SESSION", "the session to stay");
    const ready = await east.request<{ checks: Record<string, string> }>("GET", "/readyz");
    expect(ready).toMatchObject({ status: 503, body: { checks: { redis: "ENOTCONN" } } });
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

  it("let a call's seats on both come back by themselves when Redis does, and end meanwhile", async () => {
    const call = async (): Promise<{ widget: SeatPage; page: SeatPage }> => {
      const widget = await openWidget(east, await east.signIn("gus@example.org"));
      const page = await openVisitorPage(west, widget.opened.interaction.interactionId);
      await page.join("Vera");
      await widget.sees((room) => room.peer.presence === "joined");
      return { widget, page };
    };
    const [kept, ended] = [await call(), await call()];
    await redis.kill();
    // Neither node can tell the other; both read what is true.
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
    await until(heard, "an offer to pass from node to node");
    expect([widget, page].map(({ socket, ended: end }) => [socket.connected, end])).toEqual([
      [true, null],
      [true, null],
    ]);
    await widget.hangUp();
    expect(await page.hasEnded()).toMatchObject({ reason: "hung-up", by: "agent" });
  });

  it("count an address's requests together, and each for itself while Redis is gone", async () => {
    const limited = { ...env, RATE_LIMIT_FACTOR: "0.1", TRUST_PROXY: "127.0.0.1" };
    const nodes = [
      await startPlatform({ dataDir, env: limited }),
      await startPlatform({ dataDir, env: limited }),
    ];
    const letThrough = async (address: string): Promise<number> => {
      let answered = 0;
      for (let count = 0; count < 10; count += 1)
        for (const { url } of nodes) {
          const answer = await fetch(`${url}/ve/abcdefghij`, {
            redirect: "manual",
            headers: { "x-forwarded-for": address },
          });
          if (answer.status === 302) answered += 1;
        }
      return answered;
    };
    // 60 a minute, times 0.1; one more every 10 s.
    expect(await letThrough("203.0.113.1")).toBeLessThan(9);
    await redis.kill();
    expect(await letThrough("203.0.113.2")).toBeGreaterThanOrEqual(12);
    await redis.start();
    await redisIsBack();
    await Promise.all(nodes.map((node) => node.close()));
  });

  function redisIsBack(): Promise<void> {
    return vi.waitFor(
      async () => {
        for (const node of [east, west]) expect((await node.request("GET", "/readyz")).status).toBe(200);
      },
      { timeout: 20_000, interval: 50 },
    );
  }
});
