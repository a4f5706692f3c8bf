import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AgentClient, agentOnQueue, until } from "./fixtures/agent-client.ts";
import { type LivePlatform, startPlatform } from "./fixtures/live-platform.ts";
import { HAS_REDIS, startRedis, type TestRedis } from "./fixtures/redis.ts";
import { askForWidgetSeat, openVisitorPage, openWidget, type SeatPage } from "./fixtures/seat-page.ts";

/** Two nodes of one platform. The embedded database is one file; two processes may share it, and two apps in one do the same. */
describe.skipIf(!HAS_REDIS)("two nodes", () => {
  let redis: TestRedis;
  let dataDir: string;
  let east: LivePlatform;
  let west: LivePlatform;
  const agents: AgentClient[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    dataDir = await mkdtemp(join(tmpdir(), "ve-cluster-"));
    east = await startPlatform({ dataDir, env: { REDIS_URL: redis.url, LOG_LEVEL: "silent" } });
    west = await startPlatform({ dataDir, env: { REDIS_URL: redis.url, LOG_LEVEL: "silent" } });
  });
  afterAll(async () => {
    for (const agent of agents) agent.client.disconnect();
    await Promise.all([east.close(), west.close()]);
    await redis.kill();
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

  it("say that Redis is lost, go on for their own, and find each other's visitors by themselves", async () => {
    const [eve, fay] = [await onQueue(east, "eve"), await onQueue(west, "fay")];
    await redis.kill();
    await until(() => eve.client.getSessionId() !== "NO-SESSION", "the session to stay");
    const ready = await east.request<{ checks?: unknown }>("GET", "/readyz");
    expect(ready.status).toBe(503);
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
    await until(() => eve.client.getSessionId() !== "NO-SESSION", "the session to stay");
  });
});
