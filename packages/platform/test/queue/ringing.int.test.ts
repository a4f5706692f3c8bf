import { PATHS } from "@videoengager/protocol/rest/paths";
import type { WrapUp } from "@videoengager/protocol/rest/wrap-up";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AgentClient, agentOnQueue, connectAgent, until } from "../fixtures/agent-client.ts";
import { createCuttableNetwork } from "../fixtures/cuttable-network.ts";
import {
  type InProcessOptions,
  type InProcessPlatform,
  startPlatform,
} from "../fixtures/in-process-platform.ts";
import { askForWidgetSeat, openVisitorPage, openWidget, type SeatPage } from "../fixtures/seat-page.ts";

let platform: InProcessPlatform;
const agents: AgentClient[] = [];

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.client.disconnect();
  await platform.close();
});

async function start(options: InProcessOptions = {}): Promise<void> {
  platform = await startPlatform(options);
}

async function onQueue(name: string): Promise<AgentClient> {
  const agent = await agentOnQueue(platform, `${name}@example.org`);
  agents.push(agent);
  return agent;
}

/** A visitor who waits. */
async function waitingVisitor(name = "Vera"): Promise<{ id: string; page: SeatPage }> {
  const id = await platform.requestCall({ topic: "shoes" });
  const page = await openVisitorPage(platform, id);
  await page.join(name);
  await page.sees((room) => room.state === "waiting");
  return { id, page };
}

describe("a visitor's request", () => {
  it("rings no agent until the visitor has joined, then every free agent on the queue", async () => {
    await start();
    const [ann, ben] = [await onQueue("ann"), await onQueue("ben")];
    const idle = await connectAgent(platform, "ida@example.org");
    agents.push(idle);
    const id = await platform.requestCall({ topic: "shoes" });
    const page = await openVisitorPage(platform, id);
    expect(page.room.state).toBe("created");
    expect(ann.ringing).toEqual([]);
    await page.join("Vera");
    await Promise.all([ann.rings(id), ben.rings(id)]);
    expect(ann.calls[0]).toMatchObject({ name: "Vera", customData: { topic: "shoes" } });
    expect(page.room.waitingEndsAtMs).toBeGreaterThan(page.room.serverTimeMs);
    expect(idle.calls).toEqual([]);
    expect(await idle.joinQueue()).toMatchObject({ onQueue: true, timetable: "disabled" });
    expect(idle.ringing).toEqual([id]);
  });

  it("is won by one agent; everybody else learns who, and only that agent's own sessions which device", async () => {
    await start();
    const [ann, ben] = [await onQueue("ann"), await onQueue("ben")];
    const annAgain = await onQueue("ann");
    const { id, page } = await waitingVisitor();
    await Promise.all([ann.rings(id), annAgain.rings(id), ben.rings(id)]);
    const widget = await openWidget(platform, ann.token, id);
    expect(widget.opened).toMatchObject({ how: "claimed", interaction: { visitorName: "Vera" } });
    const own = { type: "accepted-elsewhere", by: { userId: ann.email, deviceId: widget.instanceId } };
    expect(await ann.outcomeOf(id)).toEqual(own);
    expect(await annAgain.outcomeOf(id)).toEqual(own);
    expect(await ben.outcomeOf(id)).toEqual({ type: "accepted-elsewhere", by: { userId: ann.email } });
    await page.sees((room) => room.state === "connecting" && room.peer.presence === "arrived");
    const lost = await askForWidgetSeat(platform, ben.token, id);
    expect(lost.error).toMatchObject({ code: "claimed-elsewhere", claimedBy: "another-agent" });
  });

  it("rings again, first of all, when the winner's widget dies before the call is up", async () => {
    await start();
    const [ann, ben] = [await onQueue("ann"), await onQueue("ben")];
    const early = await waitingVisitor("Early");
    const late = await waitingVisitor("Late");
    await ben.rings(late.id);
    const widget = await openWidget(platform, ann.token, late.id);
    await ben.outcomeOf(late.id);
    widget.vanish();
    await until(() => ben.ringing.includes(late.id), "the visitor to ring again", 25_000);
    expect(late.page.room).toMatchObject({ state: "waiting", peer: { presence: "absent" } });
    const fresh = await onQueue("cleo");
    expect(fresh.ringing).toEqual([late.id, early.id]);
  }, 40_000);

  it("rings again when the winner's widget has answered nothing for fifteen seconds", async () => {
    const time = { nowMs: Date.now() };
    const seconds = new Set<() => void>();
    await start({
      clock: { nowMs: () => time.nowMs },
      everySecond: (tick) => (seconds.add(tick), () => void seconds.delete(tick)),
    });
    const [ann, ben] = [await onQueue("ann"), await onQueue("ben")];
    const { id, page } = await waitingVisitor();
    await ann.rings(id);
    const widget = await openWidget(platform, ann.token, id);
    await ben.outcomeOf(id);
    widget.frozen = true;
    // Asked every 5 s; from the first question that it leaves open on it has 15.
    for (let second = 1; second <= 21; second += 1) {
      time.nowMs += 1_000;
      for (const tick of seconds) tick();
      await vi.waitFor(
        async () => {
          const metric = await platform.app.deps.metrics.getSingleMetric("pages_unanswered")?.get();
          expect(metric?.values[0]?.value).toBe(widget.owesAnswer ? 1 : 0);
        },
        { timeout: 10_000, interval: 1 },
      );
      await platform.app.sweep();
    }
    await until(() => ben.ringing.includes(id), "the visitor to ring again", 2_000);
    await page.sees((room) => room.state === "waiting");
  }, 40_000);

  it("leaves only the list of the agent who declines it", async () => {
    await start();
    const [ann, ben] = [await onQueue("ann"), await onQueue("ben")];
    const { id } = await waitingVisitor();
    await Promise.all([ann.rings(id), ben.rings(id)]);
    ann.reject(id);
    expect(await ann.outcomeOf(id)).toEqual({ type: "ended", reason: "rejected" });
    expect(ben.ringing).toEqual([id]);
    await ann.leaveQueue();
    await ann.joinQueue();
    expect(ann.ringing).toEqual([]);
  });

  it("stops ringing when the visitor hangs up", async () => {
    await start();
    const ann = await onQueue("ann");
    const { id, page } = await waitingVisitor();
    await ann.rings(id);
    await page.hangUp();
    expect(await ann.outcomeOf(id)).toEqual({ type: "ended", reason: "visitor-left" });
  });

  it("ends as a timeout after the tenant's waiting time, as rejected where every agent refused it", async () => {
    await start({ settings: { visitorWaitingS: 2 } });
    const ann = await onQueue("ann");
    const [refused, unheard] = [await waitingVisitor(), await waitingVisitor()];
    await ann.rings(refused.id);
    ann.reject(refused.id);
    expect(await refused.page.hasEnded()).toMatchObject({ reason: "rejected", by: null });
    expect(await unheard.page.hasEnded()).toMatchObject({ reason: "timeout", by: null });
    expect(await ann.outcomeOf(unheard.id)).toEqual({ type: "ended", reason: "timeout" });
  });
});

describe("an agent", () => {
  it("is not rung during a call, nor in the wrap-up time after it", async () => {
    await start({ settings: { callWrapUpS: 2 } });
    const ann = await onQueue("ann");
    const first = await waitingVisitor();
    await ann.rings(first.id);
    const widget = await openWidget(platform, ann.token, first.id);
    const second = await waitingVisitor();
    await widget.mediaFlows();
    await first.page.mediaFlows();
    await widget.sees((room) => room.state === "active");
    expect(ann.ringing).toEqual([]);
    const end = (await widget.hangUp(), await widget.hasEnded());
    await ann.rings(second.id);
    expect(Date.now() - end.atMs).toBeGreaterThanOrEqual(2_000);
  });

  it("is rung at once after ending the wrap-up time, and reads until when it lasts", async () => {
    await start({ settings: { callWrapUpS: 600 } });
    const ann = await onQueue("ann");
    const wrapUp = async (method: "GET" | "DELETE"): Promise<WrapUp> =>
      (await platform.request<WrapUp>(method, PATHS.myWrapUp, undefined, ann.token)).body;
    expect((await wrapUp("GET")).endsAtMs).toBeNull();
    const first = await waitingVisitor();
    await ann.rings(first.id);
    const widget = await openWidget(platform, ann.token, first.id);
    await widget.mediaFlows();
    await first.page.mediaFlows();
    await widget.sees((room) => room.state === "active");
    const end = (await widget.hangUp(), await widget.hasEnded());
    expect(await wrapUp("GET")).toMatchObject({ endsAtMs: end.atMs + 600_000 });
    const second = await waitingVisitor();
    expect(ann.ringing).toEqual([]);
    expect(await wrapUp("DELETE")).toMatchObject({ endsAtMs: null });
    await ann.rings(second.id);
    expect((await wrapUp("GET")).endsAtMs).toBeNull();
  });

  it("finds everything as it is after a lost connection, and what ended meanwhile with its reason", async () => {
    await start();
    const network = await createCuttableNetwork(platform.url);
    const ann = new AgentClient(
      { ...platform, url: network.url },
      "ann@example.org",
      await platform.signIn("ann@example.org"),
    );
    agents.push(ann);
    await ann.connect();
    await ann.joinQueue();
    const [taken, left, stays] = [await waitingVisitor(), await waitingVisitor(), await waitingVisitor()];
    await until(() => ann.ringing.length === 3, "three calls");
    const ben = await platform.signIn("ben@example.org");
    network.cut();
    await until(() => ann.events.includes("WaitBeforeReconnect"), "the loss to be noticed");
    const widget = await openWidget(platform, ben, taken.id);
    expect(widget.opened.how).toBe("claimed");
    await left.page.hangUp();
    expect(ann.ringing).toHaveLength(3);
    network.mend();
    await until(() => ann.events.filter((event) => event === "Connected").length === 2, "the reconnect");
    expect(await ann.outcomeOf(taken.id)).toEqual({
      type: "accepted-elsewhere",
      by: { userId: "ben@example.org" },
    });
    expect(await ann.outcomeOf(left.id)).toEqual({ type: "ended", reason: "visitor-left" });
    expect(ann.floors).toEqual([0, 1]);
    expect(ann.timetables).toEqual(["disabled", "disabled"]);
    expect(ann.ringing).toEqual([stays.id]);
    expect(ann.calls).toHaveLength(3);
    await network.close();
  });

  it("notices a network that swallows every packet, and rings again over a new connection", async () => {
    await start();
    const network = await createCuttableNetwork(platform.url);
    const ann = new AgentClient(
      { ...platform, url: network.url },
      "ann@example.org",
      await platform.signIn("ann@example.org"),
    );
    agents.push(ann);
    await ann.connect();
    await ann.joinQueue();
    network.silence();
    await until(() => ann.events.includes("Disconnected"), "the silence to be noticed");
    network.mend();
    await until(() => ann.events.filter((event) => event === "Connected").length === 2, "the reconnect");
    const visitor = await waitingVisitor();
    await ann.rings(visitor.id);
    await network.close();
  });

  it("is rung alone where the tenant rings who has been idle longest", async () => {
    await start({ settings: { routing: "longest-idle-first" } });
    const ann = await onQueue("ann");
    const ben = await onQueue("ben");
    const first = await waitingVisitor();
    await ann.rings(first.id);
    expect(ben.ringing).toEqual([]);
    const second = await waitingVisitor();
    await ben.rings(second.id);
    ann.reject(first.id);
    await until(() => ben.ringing.includes(first.id), "the refused call to move on");
    expect(ann.ringing).toEqual([second.id]);
  });

  it("comes last after a call where the tenant rings who has been idle longest", async () => {
    await start({ settings: { routing: "longest-idle-first" } });
    const ann = await onQueue("ann");
    const ben = await onQueue("ben");
    const first = await waitingVisitor();
    await ann.rings(first.id);
    const widget = await openWidget(platform, ann.token, first.id);
    await Promise.all([widget.mediaFlows(), first.page.mediaFlows()]);
    await widget.sees((room) => room.state === "active");
    await widget.hangUp();
    await widget.hasEnded();
    const second = await waitingVisitor();
    await ben.rings(second.id);
    expect(ann.ringing).toEqual([]);
  });

  it("is refused with another tenant's id, and gets one error", async () => {
    await start();
    const ann = await connectAgent(platform, "ann@example.org");
    agents.push(ann);
    ann.client.connect({ url: platform.url, tenantId: "another", token: ann.token, userId: ann.email });
    await until(() => ann.events.includes("Failed"), "the refusal");
    expect(ann.client.getSessionId()).toBe("NO-SESSION");
  });
});
