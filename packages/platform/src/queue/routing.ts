/**
 * Which free agents a waiting visitor rings.
 *
 * A rule returns groups of agents with the same ringing calls, because thousands of agents usually have the same rights: only an agent
 * who declined a call differs. The work grows with agents + visitors + declined calls, not with agents × visitors.
 */
import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";
import type { RoutingRule as RoutingRuleName } from "../identity/tenants.ts";

/** A waiting visitor. */
export interface WaitingVisitor {
  readonly interactionId: InteractionId;
  readonly queueOrderMs: EpochMs;
  /** Ids of the agents who declined the call. */
  readonly rejectedBy: ReadonlySet<string>;
}

/** An agent who is on the queue and free. */
export interface FreeAgent {
  readonly agentId: string;
  /** The end of the last call or the time of joining the queue, whichever was later. */
  readonly idleSinceMs: EpochMs;
}

/** Agents with the same ringing calls. */
export interface RingingGroup {
  readonly agentIds: readonly string[];
  /** In queue order. */
  readonly calls: readonly InteractionId[];
}

export interface RoutingRule {
  readonly name: RoutingRuleName;
  /** Whether the rule compares agents, so that each node needs the sessions of all nodes. */
  readonly needsEveryAgent: boolean;
  /**
   * Pure. An agent without a call is in no group.
   *
   * @param waiting in queue order
   * @param max how many calls ring at one agent
   */
  readonly route: (
    waiting: readonly WaitingVisitor[],
    free: readonly FreeAgent[],
    max: number,
  ) => readonly RingingGroup[];
}

const ringAll: RoutingRule = {
  name: "ring-all",
  needsEveryAgent: false,
  route(waiting, free, max) {
    const groups: RingingGroup[] = [];
    for (const { agentIds, rejected } of byRejections(waiting, free)) {
      const calls = firstExcept(waiting, rejected, max);
      if (calls.length > 0) groups.push({ agentIds, calls });
    }
    return groups;
  },
};

/** Each visitor rings one agent: the first visitor rings the agent who has been idle longest, and so on. */
const longestIdleFirst: RoutingRule = {
  name: "longest-idle-first",
  needsEveryAgent: true,
  route(waiting, free) {
    const idle = free.toSorted((a, b) => a.idleSinceMs - b.idleSinceMs || compareText(a.agentId, b.agentId));
    // A linked list, because removing from an array would move the rest: `next[i]` is who comes after agent i - 1.
    const next = Uint32Array.from({ length: idle.length + 1 }, (_, index) => index);
    const groups: RingingGroup[] = [];
    for (const visitor of waiting) {
      let before = 0;
      let index = next[before] ?? idle.length;
      // Skips at most as many agents as declined this call.
      for (;;) {
        const agent = idle[index];
        if (!agent || !visitor.rejectedBy.has(agent.agentId)) break;
        before = index + 1;
        index = next[before] ?? idle.length;
      }
      const chosen = idle[index];
      if (!chosen) continue;
      next[before] = next[index + 1] ?? idle.length;
      groups.push({ agentIds: [chosen.agentId], calls: [visitor.interactionId] });
    }
    return groups;
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

/** A node of the tree of declined calls. Agents who declined the same calls are in the same node. */
interface Rejections {
  readonly parent: Rejections | null;
  readonly id: InteractionId;
  readonly children: Map<InteractionId, Rejections>;
  readonly agentIds: string[];
}

/** The free agents, grouped by which of the waiting calls they declined. */
function byRejections(
  waiting: readonly WaitingVisitor[],
  free: readonly FreeAgent[],
): { readonly agentIds: readonly string[]; readonly rejected: ReadonlySet<InteractionId> }[] {
  const root: Rejections = { parent: null, id: "", children: new Map(), agentIds: [] };
  const nodes = [root];
  const findNode = new Map(free.map(({ agentId }) => [agentId, root]));
  for (const { interactionId: id, rejectedBy } of waiting)
    for (const agentId of rejectedBy) {
      const parent = findNode.get(agentId);
      if (!parent) continue;
      let node = parent.children.get(id);
      if (!node) {
        node = { parent, id, children: new Map(), agentIds: [] };
        parent.children.set(id, node);
        nodes.push(node);
      }
      findNode.set(agentId, node);
    }
  for (const [agentId, node] of findNode) node.agentIds.push(agentId);
  return nodes
    .filter(({ agentIds }) => agentIds.length > 0)
    .map((node) => ({ agentIds: node.agentIds, rejected: toPath(node) }));
}

function toPath(leaf: Rejections): ReadonlySet<InteractionId> {
  const ids = new Set<InteractionId>();
  for (let node: Rejections | null = leaf; node?.parent; node = node.parent) ids.add(node.id);
  return ids;
}

function firstExcept(
  waiting: readonly WaitingVisitor[],
  rejected: ReadonlySet<InteractionId>,
  max: number,
): readonly InteractionId[] {
  const calls: InteractionId[] = [];
  for (const { interactionId } of waiting) {
    if (calls.length === max) break;
    if (!rejected.has(interactionId)) calls.push(interactionId);
  }
  return calls;
}
