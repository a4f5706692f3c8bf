/**
 * The routing rules work per group of agents. Here they are compared with the plain definition: each visitor is looked at with each
 * agent. Random queues, small enough that everything collides.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FreeAgent, inQueueOrder, routingRule, type WaitingVisitor } from "../../src/queue/routing.ts";

type Ringing = Record<string, readonly string[]>;
type Definition = (waiting: readonly WaitingVisitor[], free: readonly FreeAgent[], max: number) => Ringing;

/** Every agent rings for every visitor that the agent didn't decline. */
const ringAll: Definition = (waiting, free, max) =>
  Object.fromEntries(
    free
      .map(({ agentId }) => [
        agentId,
        waiting
          .filter(({ rejectedBy }) => !rejectedBy.has(agentId))
          .slice(0, max)
          .map(({ interactionId }) => interactionId),
      ])
      .filter(([, calls]) => (calls as string[]).length > 0),
  );

/** Each visitor in turn takes the agent who has been idle longest, of those that are left and didn't decline. */
const longestIdleFirst: Definition = (waiting, free) => {
  const left = free.toSorted(
    (a, b) => a.idleSinceMs - b.idleSinceMs || (a.agentId < b.agentId ? -1 : a.agentId > b.agentId ? 1 : 0),
  );
  const ringing: Record<string, string[]> = {};
  for (const { interactionId, rejectedBy } of waiting) {
    const index = left.findIndex(({ agentId }) => !rejectedBy.has(agentId));
    const [chosen] = index === -1 ? [] : left.splice(index, 1);
    if (chosen) ringing[chosen.agentId] = [interactionId];
  }
  return ringing;
};

const AGENTS = ["a", "b", "c", "d", "e", "f", "g"];
const agents = fc
  .uniqueArray(fc.constantFrom(...AGENTS), { maxLength: AGENTS.length })
  .chain((ids) =>
    fc.tuple(...ids.map((agentId) => fc.record({ agentId: fc.constant(agentId), idleSinceMs: fc.nat(5) }))),
  );
const visitors = fc
  .array(
    fc.record({
      queueOrderMs: fc.nat(6),
      rejectedBy: fc.uniqueArray(fc.constantFrom(...AGENTS)).map((ids): ReadonlySet<string> => new Set(ids)),
    }),
    { maxLength: 12 },
  )
  .map((list) => inQueueOrder(list.map((each, index) => ({ ...each, interactionId: `i${index}` }))));

describe.each([
  ["ring-all", ringAll],
  ["longest-idle-first", longestIdleFirst],
] as const)("%s", (name, definition) => {
  it("rings the same agents by groups as by looking at each agent and each visitor", {
    timeout: 180_000,
  }, () => {
    fc.assert(
      fc.property(visitors, agents, fc.integer({ min: 1, max: 5 }), (waiting, free, max) => {
        const groups = routingRule(name).route(waiting, free, max);
        const ringing = groups.flatMap(({ agentIds, calls }) => agentIds.map((id) => [id, calls] as const));
        expect(new Set(ringing.map(([id]) => id)).size).toBe(ringing.length);
        expect(Object.fromEntries(ringing)).toEqual(definition(waiting, free, max));
      }),
      { numRuns: 2_000 },
    );
  });
});

it("ring-all makes one group of all agents with the same rights, however many there are", () => {
  fc.assert(
    fc.property(visitors, agents, (waiting, free) => {
      const groups = routingRule("ring-all").route(waiting, free, 50);
      const declinedBy = (agentId: string): string =>
        waiting.flatMap((each) => (each.rejectedBy.has(agentId) ? each.interactionId : [])).join();
      const rights = groups.map(({ agentIds }) => new Set(agentIds.map(declinedBy)));
      expect(rights.every((each) => each.size === 1)).toBe(true);
      expect(new Set(rights.flatMap((each) => [...each])).size).toBe(groups.length);
    }),
  );
});
