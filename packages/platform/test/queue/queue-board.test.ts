import { setImmediate as untilIdle } from "node:timers/promises";
import { expect, it } from "vitest";
import { DEFAULT_TENANT_SETTINGS } from "../../src/identity/tenants.ts";
import type { PushNamespace, PushSocket } from "../../src/queue/push/push-namespace.ts";
import { QueueBoard } from "../../src/queue/push/queue-board.ts";
import { NO_CALLS } from "../../src/queue/push/ringing-set.ts";
import { NOBODY_WAITS } from "../../src/queue/push/tenant-board.ts";
import type { QueueMark } from "../../src/queue/queue-store.ts";

type BoardDeps = ConstructorParameters<typeof QueueBoard>[1];

/** A socket whose client reads everything at once. */
const SOCKET = { conn: { writeBuffer: [], transport: {} } } as unknown as PushSocket;

/** A board with one session on the queue per tenant, over a store that counts derivations. */
class CountedBoard {
  readonly marks: Map<string, QueueMark> = new Map();
  readonly failures: unknown[] = [];
  readonly board: QueueBoard;
  #derived: string[] = [];

  constructor(tenantIds: readonly string[]) {
    const queue: Partial<BoardDeps["queue"]> = {
      marks: async () => this.marks,
      // Each derivation reads the waiting visitors once. Here nobody waits, so nothing is sent.
      waiting: async (tenantId) => {
        this.#derived.push(tenantId);
        return [];
      },
      ringingCalls: async () => [],
      fates: async () => [],
    };
    const tenants: Pick<BoardDeps["tenants"], "find"> = {
      find: async (id) => ({
        id,
        name: id,
        host: null,
        settings: DEFAULT_TENANT_SETTINGS,
        origins: [],
        allowsLoopbackOrigins: false,
      }),
    };
    const deps = { queue, tenants, clock: { nowMs: () => 0 } } as BoardDeps;
    this.board = new QueueBoard({} as PushNamespace, deps, {
      onFailure: (error) => this.failures.push(error),
      onDerived: () => {},
    });
    for (const tenantId of tenantIds) {
      this.change(tenantId, "first");
      this.board.add({
        sessionId: `s_${tenantId}`,
        agentId: `a_${tenantId}`,
        tenantId,
        socket: SOCKET,
        onQueue: true,
        onQueueSinceMs: 0,
        sent: NO_CALLS,
        sentWaiting: NOBODY_WAITS,
        started: true,
      });
    }
  }

  change(tenantId: string, text: string): void {
    this.marks.set(tenantId, { count: 1, text });
  }

  /** Tenants that a round derived. */
  async round(): Promise<readonly string[]> {
    this.#derived = [];
    await this.board.round();
    // The round doesn't wait for its derivations. With this store they only use microtasks.
    await untilIdle();
    expect(this.failures).toEqual([]);
    return this.#derived.toSorted();
  }
}

it("a round derives nothing while no tenant's mark changes", async () => {
  const counted = new CountedBoard(["acme", "globex", "initech"]);
  expect(await counted.round()).toEqual(["acme", "globex", "initech"]);
  for (let round = 0; round < 3; round += 1) expect(await counted.round()).toEqual([]);
});

it("a round derives only the tenant whose mark changed, once", async () => {
  const counted = new CountedBoard(["acme", "globex", "initech"]);
  await counted.round();
  counted.change("globex", "second");
  expect(await counted.round()).toEqual(["globex"]);
  expect(await counted.round()).toEqual([]);
  counted.marks.delete("acme");
  expect(await counted.round()).toEqual(["acme"]);
  expect(await counted.round()).toEqual([]);
});
