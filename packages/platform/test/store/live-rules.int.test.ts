import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openInteraction } from "../../src/domain/agent-seat.ts";
import type { AuthenticatedAgent } from "../../src/domain/agents.ts";
import type { Interaction } from "../../src/domain/interaction.ts";
import type { LiveContext } from "../../src/domain/live-context.ts";
import { createInteraction } from "../../src/domain/new-interaction.ts";
import { NO_MEDIA } from "../../src/domain/seat.ts";
import {
  connectSeat,
  hangUp,
  joinSeat,
  loseConnection,
  mediaFlows,
  type SeatConnection,
  sayGoodbye,
} from "../../src/domain/seat-events.ts";
import { ABANDONED_AFTER_MS, buryDeadNodes, sweep } from "../../src/domain/sweep.ts";
import { takeVisitorSeat } from "../../src/domain/visitor-seat.ts";
import { createAgentStore } from "../../src/store/agent-store.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { createLiveStore } from "../../src/store/live-store.ts";
import { createTenantStore } from "../../src/store/tenant-store.ts";
import { ENGINES, startEngine, type TestEngine } from "../helpers/open-engines.ts";

const TENANT = "acme";
let connections = 0;

describe.each(ENGINES)("what time and people do to an interaction, on %s", (engineName) => {
  let engine: TestEngine;
  let database: Database;
  let live: LiveContext;
  let nowMs = 1_800_000_000_000;
  const agents = new Map<string, AuthenticatedAgent>();
  const clock = { nowMs: () => nowMs };

  beforeAll(async () => {
    engine = await startEngine(engineName);
    database = await openDatabase(await engine.newDatabase());
    const tenants = createTenantStore(database, clock);
    await tenants.add({ id: TENANT, name: "Acme", allowsLoopbackOrigins: false });
    const agentStore = createAgentStore(database, clock);
    live = {
      store: createLiveStore(database),
      clock,
      tenants,
      agents: agentStore,
      nodeId: "n_1",
      announce: { queueChanged: () => {}, roomChanged: () => {}, settle: async () => {} },
    };
    for (const name of ["ann", "ben"]) {
      const agent = await agentStore.add({
        id: name,
        tenantId: TENANT,
        email: `${name}@acme`,
        externalId: "",
        organizationId: "",
        firstName: name,
        lastName: "",
        contactEmail: "",
        disabled: false,
        shortCode: name,
      });
      agents.set(name, {
        tenantId: TENANT,
        agentId: agent.id,
        email: agent.email,
        displayName: name,
        agent,
      });
    }
  });
  beforeEach(() => sweep(live));
  afterAll(async () => {
    await database.close();
    await engine.stop();
  });

  const agentOf = (name: string): AuthenticatedAgent => {
    const agent = agents.get(name);
    if (!agent) throw new Error(name);
    return agent;
  };

  /** Time goes by, second by second, and every second is swept. */
  async function pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      nowMs += 1_000;
      await sweep(live);
    }
  }

  async function stored(id: string): Promise<Interaction> {
    const room = await live.store.room(id);
    if (!room) throw new Error(`${id} is gone`);
    return room.interaction;
  }

  function connection(interactionId: string, role: "agent" | "visitor", instanceId: string): SeatConnection {
    connections += 1;
    return { interactionId, tenantId: TENANT, role, instanceId, connectionId: `c${connections}` };
  }

  async function waitingVisitor(): Promise<{ id: string; visitor: SeatConnection }> {
    const { id } = await createInteraction(live, {
      tenantId: TENANT,
      initiatedBy: "visitor",
      agentId: null,
      customData: { topic: "shoes" },
    });
    await takeVisitorSeat(live, id, { instanceId: "visitor-page" });
    const visitor = connection(id, "visitor", "visitor-page");
    await connectSeat(live, visitor);
    await joinSeat(live, visitor, "Vera", NO_MEDIA);
    return { id, visitor };
  }

  async function claim(id: string, name: string): Promise<SeatConnection> {
    await openInteraction(live, agentOf(name), { veinteraction: id, instanceId: `${name}-widget` });
    const widget = connection(id, "agent", `${name}-widget`);
    await connectSeat(live, widget);
    return widget;
  }

  async function call(): Promise<{ id: string; visitor: SeatConnection; agent: SeatConnection }> {
    const { id, visitor } = await waitingVisitor();
    const agent = await claim(id, "ann");
    await mediaFlows(live, agent);
    await mediaFlows(live, visitor);
    return { id, visitor, agent };
  }

  it("keeps what was attached to it, and tells apart who may see it", async () => {
    const { id } = await waitingVisitor();
    expect(await stored(id)).toMatchObject({
      state: "waiting",
      visitorName: "Vera",
      customData: { topic: "shoes" },
      waitingEndsAtMs: nowMs + 300_000,
    });
    expect(await live.store.findMany("other", [id])).toEqual([]);
  });

  it("is claimed by exactly one of many who claim at once", async () => {
    const { id } = await waitingVisitor();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        openInteraction(live, agentOf(index % 2 ? "ann" : "ben"), {
          veinteraction: id,
          instanceId: `widget-${index}`,
        }),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await stored(id)).state).toBe("connecting");
  });

  it("gives open interactions of a tenant different PINs, and may use one again after the end", async () => {
    const made = await Promise.all(
      Array.from({ length: 300 }, () =>
        createInteraction(live, { tenantId: TENANT, initiatedBy: "visitor", agentId: null, customData: {} }),
      ),
    );
    expect(new Set(made.map(({ pin }) => pin)).size).toBe(300);
    const [first, second] = made;
    if (!first || !second) throw new Error("unreachable");
    const copy = { ...second, id: `${second.id.slice(0, -1)}_`, shortCode: "another", pin: first.pin };
    expect(await live.store.create(copy, null)).toBe("taken");
    await live.store.end(first.id, "created", { reason: "erased", by: null, atMs: nowMs, talkTimeMs: 0 });
    expect(await live.store.create(copy, null)).toBe("created");
  });

  it("writes all of one turn or, where one of them fails, each by itself", async () => {
    const blank = await createInteraction(live, {
      tenantId: TENANT,
      initiatedBy: "visitor",
      agentId: null,
      customData: {},
    });
    const twin = { ...blank, id: "i_twin", shortCode: "twin" };
    const fine = { ...blank, id: "i_fine", shortCode: "fine", pin: "x" };
    const outcomes = await Promise.all([
      live.store.create(fine, null),
      live.store.create(twin, null),
      live.store.create({ ...fine, id: "i_fine2", shortCode: "fine2", pin: "y" }, null),
    ]);
    expect(outcomes).toEqual(["created", "taken", "created"]);
  });

  it("goes back to the front of the queue 15 s after the winner's widget died, with its waiting time", async () => {
    const { id } = await waitingVisitor();
    const deadline = (await stored(id)).waitingEndsAtMs ?? 0;
    const widget = await claim(id, "ann");
    await pass(10);
    await loseConnection(live, widget, "closed");
    await pass(14);
    expect((await stored(id)).state).toBe("connecting");
    await pass(1);
    expect(await stored(id)).toMatchObject({
      state: "waiting",
      agentId: null,
      queueOrderMs: 0,
      waitingEndsAtMs: deadline + 25_000,
    });
    expect((await claim(id, "ben")).role).toBe("agent");
  });

  it("ends as visitor-left when a waiting visitor is away for 20 s, not when it is back before", async () => {
    const { id, visitor } = await waitingVisitor();
    await loseConnection(live, visitor, "closed");
    await pass(19);
    const back = connection(id, "visitor", "visitor-page");
    expect(await connectSeat(live, back)).toBe(true);
    await pass(60);
    expect((await stored(id)).state).toBe("waiting");
    await loseConnection(live, back, "closed");
    await pass(20);
    expect(await stored(id)).toMatchObject({
      state: "ended",
      endReason: "visitor-left",
      endedBy: "visitor",
    });
  });

  it("ends as hung-up 5 s after a goodbye, as lost 30 s after a silence, with the time they talked", async () => {
    const left = await call();
    const lost = await call();
    await pass(60);
    await sayGoodbye(live, left.agent);
    await loseConnection(live, left.agent, "closed");
    await loseConnection(live, lost.visitor, "closed");
    await pass(5);
    expect(await stored(left.id)).toMatchObject({
      endReason: "hung-up",
      endedBy: "agent",
      talkTimeMs: 65_000,
    });
    await pass(24);
    expect((await stored(lost.id)).state).toBe("active");
    await pass(1);
    expect(await stored(lost.id)).toMatchObject({ endReason: "lost", endedBy: null, talkTimeMs: 90_000 });
  });

  it("is not ended by a goodbye that arrives after the page has come back", async () => {
    const { id, visitor } = await call();
    await loseConnection(live, visitor, "closed");
    await connectSeat(live, connection(id, "visitor", "visitor-page"));
    await sayGoodbye(live, visitor);
    await pass(60);
    expect((await stored(id)).state).toBe("active");
  });

  it("is abandoned when an invitation's widget goes before anybody came, and a request after a day", async () => {
    const { interaction } = await openInteraction(live, agentOf("ann"), { instanceId: "ann-widget" });
    await pass(30);
    expect(await stored(interaction.id)).toMatchObject({ endReason: "abandoned" });
    const { id } = await createInteraction(live, {
      tenantId: TENANT,
      initiatedBy: "visitor",
      agentId: null,
      customData: {},
    });
    nowMs += ABANDONED_AFTER_MS - 1_000;
    await sweep(live);
    expect((await stored(id)).state).toBe("created");
    nowMs += 2_000;
    await sweep(live);
    expect((await stored(id)).endReason).toBe("abandoned");
  });

  it("frees the seat of a page that only looked, and lets another one in", async () => {
    const { interaction } = await openInteraction(live, agentOf("ann"), { instanceId: "ann-widget" });
    await connectSeat(live, connection(interaction.id, "agent", "ann-widget"));
    await takeVisitorSeat(live, interaction.id, { instanceId: "preview" });
    await pass(20);
    expect((await live.store.room(interaction.id))?.visitor).toBeNull();
    await takeVisitorSeat(live, interaction.id, { instanceId: "real-page" });
    expect((await stored(interaction.id)).state).toBe("created");
  });

  it("ends once, whoever ends it at the same time", async () => {
    const { id, visitor, agent } = await call();
    const ended = await Promise.all([hangUp(live, visitor), hangUp(live, agent), hangUp(live, visitor)]);
    expect(ended.filter(Boolean)).toHaveLength(1);
    const first = await stored(id);
    await hangUp(live, agent);
    expect(await stored(id)).toEqual(first);
  });

  it("loses nothing while no node lived: every deadline waits, and who was connected has its full time", async () => {
    const running = await call();
    const { id, visitor } = await waitingVisitor();
    await loseConnection(live, visitor, "closed");
    const deadline = (await stored(id)).waitingEndsAtMs ?? 0;
    nowMs += 3_600_000;
    const restarted: LiveContext = { ...live, nodeId: "n_2" };
    await sweep(restarted);
    await buryDeadNodes(restarted, nowMs, nowMs);
    expect(await stored(id)).toMatchObject({ state: "waiting", waitingEndsAtMs: deadline + 3_600_000 });
    const room = await live.store.room(running.id);
    expect(room?.interaction.state).toBe("active");
    expect(room?.agent).toMatchObject({ connectionId: null, keptUntilMs: nowMs + 30_000 });
    await sweep(restarted);
    expect((await stored(id)).state).toBe("waiting");
    live = restarted;
  });

  it("notes a refusal once, of a visitor who waits, for the own tenant alone", async () => {
    const { id, visitor } = await waitingVisitor();
    expect(await live.store.reject(id, "other", "ann", nowMs)).toBe(false);
    expect(await live.store.reject(id, TENANT, "ann", nowMs)).toBe(true);
    expect(await live.store.reject(id, TENANT, "ann", nowMs)).toBe(true);
    const queued = (await live.store.queue(TENANT)).find(({ interaction }) => interaction.id === id);
    expect([...(queued?.rejectedBy ?? [])]).toEqual(["ann"]);
    await hangUp(live, visitor);
    expect(await live.store.reject(id, TENANT, "ben", nowMs)).toBe(false);
  });

  it("tells who is in a call, and whose last one ended when", async () => {
    const { agent } = await call();
    const busy = await live.store.activity(TENANT, nowMs);
    expect(busy.find(({ agentId }) => agentId === "ann")).toMatchObject({ busy: true });
    await hangUp(live, agent);
    const after = await live.store.activity(TENANT, nowMs - 1);
    expect(after.find(({ agentId }) => agentId === "ann")?.lastCallEndedAtMs).toBe(nowMs);
    expect(
      (await live.store.activity(TENANT, nowMs)).some(({ lastCallEndedAtMs }) => lastCallEndedAtMs),
    ).toBe(false);
  });
});
