import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOpeningSeat } from "../../src/calls/new-interaction.ts";
import type { SeatConnection } from "../../src/calls/seat-events.ts";
import type { RuleDeps } from "../../src/deps.ts";
import { Heart } from "../../src/presence/heart.ts";
import { OpenSockets } from "../../src/presence/open-sockets.ts";
import type { NodeRows } from "../../src/presence/presence-store.ts";
import { Reconciler } from "../../src/presence/reconcile.ts";
import { type RuleWorld, startRuleWorld, TENANT } from "../fixtures/rule-world.ts";
import { ENGINES } from "../helpers/open-engines.ts";

const SESSION = { tenantId: TENANT, agentId: "ann", onQueue: true, onQueueSinceMs: 1 };

describe.each(ENGINES)("a reconciliation, on %s", (engineName) => {
  let world: RuleWorld;
  let deps: RuleDeps;
  let sockets: OpenSockets;
  let reconciler: Reconciler;
  const failures: unknown[] = [];
  const announced: string[] = [];

  beforeAll(async () => {
    world = await startRuleWorld(engineName);
    const announce: RuleDeps["announce"] = {
      queueChanged: (tenantId) => void announced.push(`queue ${tenantId}`),
      roomChanged: (id) => void announced.push(`room ${id}`),
      settle: async () => {},
    };
    deps = { ...world.deps, announce };
    const clock = { nowMs: () => world.nowMs, adjust: async () => {} };
    const onFailure = (error: unknown): void => void failures.push(error);
    sockets = new OpenSockets();
    const heart = new Heart({ ...deps, clock }, { onGap: () => {}, onFailure });
    reconciler = new Reconciler(deps, sockets, heart, onFailure);
  });
  beforeEach(() => {
    sockets.seats.clear();
    sockets.sessions.clear();
  });
  afterAll(() => world.stop());

  async function reconcile(): Promise<NodeRows> {
    announced.splice(0);
    await reconciler.reconcile();
    expect(failures).toEqual([]);
    return deps.presence.rowsOf(deps.nodeId);
  }

  /** Connection and cause of a stored seat. */
  async function storedSeat({ interactionId, role }: SeatConnection): Promise<unknown> {
    return world.database.db
      .selectFrom("seats")
      .select(["connection_id as connectionId", "away_cause as cause", "kept_until_ms as keptUntilMs"])
      .where("interaction_id", "=", interactionId)
      .where("role", "=", role)
      .executeTakeFirst();
  }

  it("removes rows of this node without an open socket, and no others", async () => {
    const { visitor, agent } = await world.call();
    sockets.openSeat(visitor);
    const open = { ...SESSION, sessionId: "s_open" };
    sockets.openSession(open);
    for (const sessionId of ["s_open", "s_gone"])
      await deps.queue.putSession({ ...SESSION, sessionId, nodeId: deps.nodeId });
    await deps.queue.putSession({ ...SESSION, sessionId: "s_other_node", nodeId: "n_2" });

    const rows = await reconcile();

    expect(rows.sessions).toEqual([{ sessionId: "s_open", onQueue: true }]);
    expect((await deps.presence.rowsOf("n_2")).sessions).toHaveLength(1);
    expect(rows.seats.map(({ connectionId }) => connectionId)).toEqual([visitor.connectionId]);
    expect(await storedSeat(agent)).toEqual({
      connectionId: null,
      cause: "closed",
      keptUntilMs: world.nowMs + deps.leases.inCallMs,
    });
    expect(announced).toContain(`room ${agent.interactionId}`);
  });

  it("stores rows of open sockets again that the other nodes expired", async () => {
    const { visitor, agent } = await world.call();
    for (const seat of [visitor, agent]) {
      sockets.openSeat(seat);
      await deps.calls.leaveSeat(seat, seat.connectionId, "closed", world.nowMs + 1_000);
    }
    const session = { ...SESSION, sessionId: "s_expired" };
    sockets.openSession(session);

    const rows = await reconcile();

    expect(rows.sessions).toEqual([{ sessionId: "s_expired", onQueue: true }]);
    expect(rows.seats.map(({ connectionId }) => connectionId).toSorted()).toEqual(
      [visitor.connectionId, agent.connectionId].toSorted(),
    );
    for (const seat of [visitor, agent])
      expect(await storedSeat(seat)).toEqual({
        connectionId: seat.connectionId,
        cause: null,
        keptUntilMs: null,
      });
    expect(announced).toContain(`queue ${TENANT}`);
  });

  it("leaves a seat to the page or connection that has it now", async () => {
    const { id, visitor, agent } = await world.call();
    for (const seat of [visitor, agent]) sockets.openSeat(seat);
    const newer = world.connection(id, "agent", agent.instanceId);
    await deps.calls.connectSeat(newer, newer.connectionId, "n_2");
    const opening = createOpeningSeat(
      { interactionId: id, role: "visitor", instanceId: "another-page", displayName: "Vera" },
      world.nowMs + deps.leases.visitorMs,
    );
    expect(await deps.calls.takeSeat(opening, visitor.instanceId)).toBe(true);

    const rows = await reconcile();

    expect(rows.seats.filter(({ interactionId }) => interactionId === id)).toEqual([]);
    expect(await deps.calls.roomById(id)).toMatchObject({
      agent: { connectionId: newer.connectionId, nodeId: "n_2" },
      visitor: { instanceId: "another-page", connectionId: null },
    });
    // The pages of the old sockets are notified.
    expect(announced).toContain(`room ${id}`);
  });
});
