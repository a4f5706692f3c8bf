/**
 * Derives the ringing calls from the stored state. A call rings at a session exactly while the session is on the queue, its agent is
 * free and chosen by the routing rule, and the visitor waits.
 */
import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";
import { MAX_RINGING, type RingingEnded } from "@videoengager/protocol/push/push-socket";
import type { TenantSettings } from "../identity/tenants.ts";
import type { AgentActivity, CallFate, WrapUpTimes } from "./queue-store.ts";
import {
  type FreeAgent,
  inQueueOrder,
  type RingingGroup,
  routingRule,
  type WaitingVisitor,
} from "./routing.ts";

/** What ringing needs of a push session. */
export interface RingableSession {
  readonly sessionId: string;
  readonly agentId: string;
  readonly onQueue: boolean;
  readonly onQueueSinceMs: EpochMs | null;
}

export interface QueueSnapshot {
  readonly settings: Pick<TenantSettings, "routing" | "callWrapUpS">;
  readonly waiting: readonly WaitingVisitor[];
  readonly activity: readonly AgentActivity[];
  readonly sessions: readonly RingableSession[];
  readonly nowMs: EpochMs;
}

/** Groups of agents with the same ringing calls. No call rings at an agent in no group. */
export function deriveRinging(snapshot: QueueSnapshot): readonly RingingGroup[] {
  if (snapshot.waiting.length === 0) return [];
  const { route } = routingRule(snapshot.settings.routing);
  return route(inQueueOrder(snapshot.waiting), freeAgents(snapshot), MAX_RINGING);
}

/** Agents who are on the queue, not in a call, and past their wrap-up time. */
export function freeAgents(snapshot: Omit<QueueSnapshot, "waiting">): readonly FreeAgent[] {
  const activity = new Map(snapshot.activity.map((entry) => [entry.agentId, entry]));
  const free = new Map<string, FreeAgent>();
  for (const { agentId, onQueue, onQueueSinceMs } of snapshot.sessions) {
    if (!onQueue) continue;
    const entry = activity.get(agentId);
    if (entry?.busy) continue;
    if (entry && wrapUpEndMs(snapshot.settings, entry, snapshot.nowMs) !== null) continue;
    const idleSinceMs = Math.max(onQueueSinceMs ?? 0, entry?.lastCallEndedAtMs ?? 0);
    const known = free.get(agentId);
    // An agent with two devices has been idle since the first of them joined.
    if (!known || idleSinceMs < known.idleSinceMs) free.set(agentId, { agentId, idleSinceMs });
  }
  return [...free.values()];
}

/** When an agent's wrap-up time ends. Null if there is none: it is over, or the agent ended it early. */
export function wrapUpEndMs(
  { callWrapUpS }: Pick<TenantSettings, "callWrapUpS">,
  { lastCallEndedAtMs, readyAtMs }: WrapUpTimes,
  nowMs: EpochMs,
): EpochMs | null {
  if (lastCallEndedAtMs === null) return null;
  if (readyAtMs !== null && readyAtMs >= lastCallEndedAtMs) return null;
  const endsAtMs = lastCallEndedAtMs + callWrapUpS * 1_000;
  return endsAtMs > nowMs ? endsAtMs : null;
}

/** When the next wrap-up time ends: the only change of ringing calls that nobody announces. Null: none is due. */
export function nextWrapUpEndMs(
  settings: QueueSnapshot["settings"],
  activity: readonly AgentActivity[],
  nowMs: EpochMs,
): EpochMs | null {
  let nextMs: EpochMs | null = null;
  for (const times of activity) {
    const endsAtMs = wrapUpEndMs(settings, times, nowMs);
    if (endsAtMs !== null && (nextMs === null || endsAtMs < nextMs)) nextMs = endsAtMs;
  }
  return nextMs;
}

/**
 * Calls that ended before this time don't affect ringing: their wrap-up time is over, and if agents are compared, those who joined
 * the queue later count as idle since then.
 */
export function activityMattersSinceMs(
  settings: QueueSnapshot["settings"],
  sessions: readonly RingableSession[],
  nowMs: EpochMs,
): EpochMs {
  const wrapUpBeganMs = nowMs - settings.callWrapUpS * 1_000;
  if (!routingRule(settings.routing).needsEveryAgent) return wrapUpBeganMs;
  return sessions.reduce(
    (earliestMs, { onQueueSinceMs }) => Math.min(earliestMs, onQueueSinceMs ?? earliestMs),
    wrapUpBeganMs,
  );
}

/** Why a shown call no longer rings at an agent. `fate` is null where the interaction no longer exists. */
export function whyRingingEnded(
  visitorId: InteractionId,
  fate: CallFate | null,
  rejectedByThisAgent: boolean,
): RingingEnded {
  if (fate?.agentId && fate.claimedAtMs !== null)
    return {
      visitorId,
      reason: "accepted",
      by: { userId: fate.agentEmail ?? "", deviceId: fate.deviceId ?? "" },
    };
  if (fate?.state === "waiting")
    return { visitorId, reason: rejectedByThisAgent ? "rejected" : "not-for-you" };
  if (fate?.endReason === "timeout" || fate?.endReason === "rejected")
    return { visitorId, reason: "timeout" };
  return { visitorId, reason: "visitor-left" };
}
