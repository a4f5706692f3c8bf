import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openInteraction } from "../../src/calls/agent-seat.ts";
import { createInteraction } from "../../src/calls/new-interaction.ts";
import { LEASES } from "../../src/calls/seat.ts";
import { connectSeat, hangUp, loseConnection, sayGoodbye } from "../../src/calls/seat-events.ts";
import { takeVisitorSeat } from "../../src/calls/visitor-seat.ts";
import type { RuleDeps } from "../../src/deps.ts";
import { ABANDONED_AFTER_MS, expireDeadNodes, sweep } from "../../src/presence/sweep.ts";
import { placeOf, type RuleWorld, startRuleWorld, TENANT } from "../fixtures/rule-world.ts";
import { ENGINES } from "../helpers/open-engines.ts";

// Some tests sweep every second of minutes, which takes long on a busy machine.
describe.each(ENGINES)(
  "what time and people do to an interaction, on %s",
  { timeout: 180_000 },
  (engineName) => {
    let world: RuleWorld;
    let deps: RuleDeps;

    beforeAll(async () => {
      world = await startRuleWorld(engineName);
      ({ deps } = world);
    });
    beforeEach(() => sweep(deps, world.nowMs));
    afterAll(() => world.stop());

    it("keeps its custom data, and isn't found by another tenant", async () => {
      const { id } = await world.waitingVisitor();
      expect(await world.stored(id)).toMatchObject({
        state: "waiting",
        visitorName: "Vera",
        customData: { topic: "shoes" },
        waitingEndsAtMs: world.nowMs + 300_000,
      });
      expect((await deps.calls.room(TENANT, id))?.interaction.id).toBe(id);
      expect(await deps.calls.room("other", id)).toBeNull();
    });

    it("is claimed by exactly one of many who claim at once", async () => {
      const { id } = await world.waitingVisitor();
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          openInteraction(deps, world.agentOf(index % 2 ? "ann" : "ben"), {
            veinteraction: id,
            instanceId: `widget-${index}`,
          }),
        ),
      );
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect((await world.stored(id)).state).toBe("connecting");
    });

    it("gives open invitations of a tenant different PINs, and may use one again after the end", async () => {
      const made = await Promise.all(
        Array.from({ length: 300 }, () =>
          createInteraction(deps, { tenantId: TENANT, initiatedBy: "agent", agentId: "ann", customData: {} }),
        ),
      );
      expect(new Set(made.map(({ pin }) => pin)).size).toBe(300);
      const [first, second] = made;
      if (!first || !second) throw new Error("unreachable");
      const copy = { ...second, id: `${second.id.slice(0, -1)}_`, shortCode: "another", pin: first.pin };
      expect(await deps.calls.create(copy, null)).toBe("taken");
      const request = { ...copy, id: "i_request", shortCode: "request", agentId: null };
      expect(await deps.calls.create({ ...request, initiatedBy: "visitor" }, null)).toBe("created");
      await deps.calls.end(first.id, "created", {
        reason: "erased",
        by: null,
        atMs: world.nowMs,
        talkTimeMs: 0,
      });
      expect(await deps.calls.create(copy, null)).toBe("created");
    });

    it("writes all of one turn together, or each separately if one of them fails", async () => {
      const blank = await createInteraction(deps, {
        tenantId: TENANT,
        initiatedBy: "agent",
        agentId: "ann",
        customData: {},
      });
      const twin = { ...blank, id: "i_twin", shortCode: "twin" };
      const fine = { ...blank, id: "i_fine", shortCode: "fine", pin: "x" };
      const outcomes = await Promise.all([
        deps.calls.create(fine, null),
        deps.calls.create(twin, null),
        deps.calls.create({ ...fine, id: "i_fine2", shortCode: "fine2", pin: "y" }, null),
      ]);
      expect(outcomes).toEqual(["created", "taken", "created"]);
    });

    it("goes back to the front of the queue 15 s after the winner's widget died, with its waiting time", async () => {
      const { id } = await world.waitingVisitor();
      const deadline = (await world.stored(id)).waitingEndsAtMs ?? 0;
      const widget = await world.claim(id, "ann");
      await world.pass(10);
      await loseConnection(deps, widget, "closed");
      await world.pass(14);
      expect((await world.stored(id)).state).toBe("connecting");
      await world.pass(1);
      expect(await world.stored(id)).toMatchObject({
        state: "waiting",
        agentId: null,
        queueOrderMs: 0,
        waitingEndsAtMs: deadline + 25_000,
      });
      expect((await world.claim(id, "ben")).role).toBe("agent");
    });

    it("ends as visitor-left when a waiting visitor is away for 60 s, not when it is back before", async () => {
      const { id, visitor } = await world.waitingVisitor();
      await loseConnection(deps, visitor, "closed");
      await world.pass(59);
      const back = world.connection(id, "visitor", "visitor-page");
      expect(await connectSeat(deps, back)).toBe(true);
      await world.pass(60);
      expect((await world.stored(id)).state).toBe("waiting");
      await loseConnection(deps, back, "closed");
      await world.pass(60);
      expect(await world.stored(id)).toMatchObject({
        state: "ended",
        endReason: "visitor-left",
        endedBy: "visitor",
      });
    });

    it("ends as hung-up 5 s after a goodbye, as lost 30 s after a silence, with the time they talked", async () => {
      const left = await world.call();
      const lost = await world.call();
      await world.pass(60);
      await sayGoodbye(deps, left.agent);
      await loseConnection(deps, left.agent, "closed");
      await loseConnection(deps, lost.visitor, "closed");
      await world.pass(5);
      expect(await world.stored(left.id)).toMatchObject({
        endReason: "hung-up",
        endedBy: "agent",
        talkTimeMs: 65_000,
      });
      await world.pass(24);
      expect((await world.stored(lost.id)).state).toBe("active");
      await world.pass(1);
      expect(await world.stored(lost.id)).toMatchObject({
        endReason: "lost",
        endedBy: null,
        talkTimeMs: 90_000,
      });
    });

    it("is not ended by a goodbye that arrives after the page has come back", async () => {
      const { id, visitor } = await world.call();
      await loseConnection(deps, visitor, "closed");
      await connectSeat(deps, world.connection(id, "visitor", "visitor-page"));
      await sayGoodbye(deps, visitor);
      await world.pass(60);
      expect((await world.stored(id)).state).toBe("active");
    });

    it("is abandoned when an invitation's widget goes before anybody came, and a request after a day", async () => {
      const { interaction } = await openInteraction(deps, world.agentOf("ann"), { instanceId: "ann-widget" });
      await world.pass(30);
      expect(await world.stored(interaction.id)).toMatchObject({ endReason: "abandoned" });
      const { id } = await createInteraction(deps, {
        tenantId: TENANT,
        initiatedBy: "visitor",
        agentId: null,
        customData: {},
      });
      world.nowMs += ABANDONED_AFTER_MS - 1_000;
      await sweep(deps, world.nowMs);
      expect((await world.stored(id)).state).toBe("created");
      world.nowMs += 2_000;
      await sweep(deps, world.nowMs);
      expect((await world.stored(id)).endReason).toBe("abandoned");
    });

    it("frees the seat of a page that only looked, and lets another one in", async () => {
      const { interaction } = await openInteraction(deps, world.agentOf("ann"), { instanceId: "ann-widget" });
      await connectSeat(deps, world.connection(interaction.id, "agent", "ann-widget"));
      await takeVisitorSeat(deps, placeOf(interaction.id), { instanceId: "preview" });
      await world.pass(20);
      expect((await deps.calls.roomById(interaction.id))?.visitor).toBeNull();
      await takeVisitorSeat(deps, placeOf(interaction.id), { instanceId: "real-page" });
      expect((await world.stored(interaction.id)).state).toBe("created");
    });

    it("ends once, also if several end it at the same time", async () => {
      const { id, visitor, agent } = await world.call();
      const ended = await Promise.all([hangUp(deps, visitor), hangUp(deps, agent), hangUp(deps, visitor)]);
      expect(ended.filter(Boolean)).toHaveLength(1);
      const first = await world.stored(id);
      await hangUp(deps, agent);
      expect(await world.stored(id)).toEqual(first);
    });

    it("expires seats and sessions of a node that has no row, but not its own", async () => {
      const { id } = await world.call();
      const visitor = { interactionId: id, role: "visitor", instanceId: "visitor-page" } as const;
      const session = { tenantId: TENANT, agentId: "ben", onQueue: true, onQueueSinceMs: world.nowMs };
      expect(await deps.calls.connectSeat(visitor, "late-connection", "n_gone")).toBe(true);
      await deps.queue.putSession({ ...session, sessionId: "late", nodeId: "n_gone" });
      await deps.queue.putSession({ ...session, sessionId: "own", nodeId: deps.nodeId });
      await sweep(deps, world.nowMs);
      const room = await deps.calls.roomById(id);
      expect(room?.visitor).toMatchObject({
        connectionId: null,
        awayCause: "closed",
        keptUntilMs: world.nowMs + 30_000,
      });
      expect(room?.agent?.connectionId).not.toBeNull();
      const onQueue = await deps.queue.sessionsOnQueue(TENANT);
      expect(onQueue.map(({ sessionId }) => sessionId)).toEqual(["own"]);
      await deps.queue.removeSession("own");
    });

    it("loses nothing while no node lived: every deadline waits, and who was connected has its full time", async () => {
      const running = await world.call();
      const claimed = await world.waitingVisitor();
      await world.claim(claimed.id, "ben");
      const waiting = await world.waitingVisitor();
      const { id, visitor } = await world.waitingVisitor();
      await loseConnection(deps, visitor, "closed");
      const deadline = (await world.stored(id)).waitingEndsAtMs ?? 0;
      expect(await world.heartbeat("n_1")).toMatchObject({ movedByMs: 0 });
      world.nowMs += 3_600_000;
      const restarted: RuleDeps = { ...deps, nodeId: "n_2" };
      expect(await world.heartbeat("n_2")).toEqual({
        movedByMs: 3_600_000,
        isNew: true,
        quietUntilMs: world.nowMs + LEASES.nodeMs,
      });
      // The second node to notice moves nothing.
      expect(await world.heartbeat("n_3")).toMatchObject({ movedByMs: 0 });
      await expireDeadNodes(restarted, "including-living", world.nowMs);
      expect(await world.stored(id)).toMatchObject({
        state: "waiting",
        waitingEndsAtMs: deadline + 3_600_000,
      });
      const room = await deps.calls.roomById(running.id);
      expect(room?.interaction.state).toBe("active");
      expect(room?.agent).toMatchObject({ connectionId: null, keptUntilMs: world.nowMs + 30_000 });
      const { agent: winner } = (await deps.calls.roomById(claimed.id)) ?? {};
      expect(winner).toMatchObject({ connectionId: null, keptUntilMs: world.nowMs + 15_000 });
      const { visitor: waits } = (await deps.calls.roomById(waiting.id)) ?? {};
      expect(waits).toMatchObject({ connectionId: null, keptUntilMs: world.nowMs + 60_000 });
      await sweep(restarted, world.nowMs);
      expect((await world.stored(id)).state).toBe("waiting");
      deps = restarted;
    });

    it("stores a rejection once, of a visitor who waits, for the own tenant alone", async () => {
      const { id, visitor } = await world.waitingVisitor();
      expect(await deps.queue.reject(id, "other", "ann", world.nowMs)).toBe(false);
      expect(await deps.queue.reject(id, TENANT, "ann", world.nowMs)).toBe(true);
      expect(await deps.queue.reject(id, TENANT, "ann", world.nowMs)).toBe(false);
      const queued = (await deps.queue.waiting(TENANT)).find(({ interactionId }) => interactionId === id);
      expect([...(queued?.rejectedBy ?? [])]).toEqual(["ann"]);
      expect([...(await deps.queue.rejectedBy(id))]).toEqual(["ann"]);
      await hangUp(deps, visitor);
      expect(await deps.queue.reject(id, TENANT, "ben", world.nowMs)).toBe(false);
    });

    it("tells who is in a call, and whose last one ended when", async () => {
      const { agent } = await world.call();
      const busy = await deps.queue.activity(TENANT, world.nowMs);
      expect(busy.find(({ agentId }) => agentId === "ann")).toMatchObject({ busy: true });
      await hangUp(deps, agent);
      const after = await deps.queue.activity(TENANT, world.nowMs - 1);
      expect(after.find(({ agentId }) => agentId === "ann")?.lastCallEndedAtMs).toBe(world.nowMs);
      expect(
        (await deps.queue.activity(TENANT, world.nowMs)).some(({ lastCallEndedAtMs }) => lastCallEndedAtMs),
      ).toBe(false);
    });
  },
);
