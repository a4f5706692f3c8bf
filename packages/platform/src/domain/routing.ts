import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";
import type { RoutingRule as RoutingRuleName } from "./tenants.ts";

/** A visitor that waits. */
export interface WaitingVisitor {
  readonly interactionId: InteractionId;
  readonly queueOrderMs: EpochMs;
  /** Ids of the agents who refused it. */
  readonly rejectedBy: ReadonlySet<string>;
}

/** An agent who is on the queue and free. */
export interface FreeAgent {
  readonly agentId: string;
  /** Since when: the end of the last call or the time of joining the queue, whichever was later. */
  readonly idleSinceMs: EpochMs;
}

/** Who is rung by which visitor. */
export type Routes = ReadonlyMap<InteractionId, ReadonlySet<string>>;

export interface RoutingRule {
  readonly name: RoutingRuleName;
  /** Whether the rule weighs agents against each other, so that it must know those of every node. */
  readonly needsEveryAgent: boolean;
  /** Pure: the same waiting visitors and free agents always give the same routes. */
  readonly route: (waiting: readonly WaitingVisitor[], free: readonly FreeAgent[]) => Routes;
}

const ringAll: RoutingRule = {
  name: "ring-all",
  needsEveryAgent: false,
  route: (waiting, free) => {
    const everybody = new Set(free.map((agent) => agent.agentId));
    return new Map(waiting.map((visitor) => [visitor.interactionId, without(everybody, visitor.rejectedBy)]));
  },
};

/** Each visitor rings one agent: who comes first rings the one who has been idle longest, and so on. */
const longestIdleFirst: RoutingRule = {
  name: "longest-idle-first",
  needsEveryAgent: true,
  route: (waiting, free) => {
    const idle = free.toSorted((a, b) => a.idleSinceMs - b.idleSinceMs || compareText(a.agentId, b.agentId));
    const routes = new Map<InteractionId, ReadonlySet<string>>();
    for (const visitor of inQueueOrder(waiting)) {
      const index = idle.findIndex((agent) => !visitor.rejectedBy.has(agent.agentId));
      const chosen = index === -1 ? [] : idle.splice(index, 1);
      routes.set(visitor.interactionId, new Set(chosen.map((agent) => agent.agentId)));
    }
    return routes;
  },
};

const RULES: Readonly<Record<RoutingRuleName, RoutingRule>> = {
  "ring-all": ringAll,
  "longest-idle-first": longestIdleFirst,
};

export function routingRule(name: RoutingRuleName): RoutingRule {
  return RULES[name];
}

export function inQueueOrder<Visitor extends { interactionId: string; queueOrderMs: number }>(
  waiting: readonly Visitor[],
): Visitor[] {
  return waiting.toSorted(
    (a, b) => a.queueOrderMs - b.queueOrderMs || compareText(a.interactionId, b.interactionId),
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function without(all: ReadonlySet<string>, refused: ReadonlySet<string>): ReadonlySet<string> {
  return refused.size === 0 ? all : new Set([...all].filter((id) => !refused.has(id)));
}
