/**
 * Who rings: derived from what is true, never sent and hoped for. A session rings for a visitor exactly while it is on
 * the queue, its agent is free and meant by the routing rule, and the interaction waits.
 */
import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";
import type { RingingEnded } from "@videoengager/protocol/push/push-socket";
import type { Interaction } from "./interaction.ts";
import type { AgentActivity, QueuedInteraction } from "./live-store.ts";
import { type FreeAgent, inQueueOrder, routingRule } from "./routing.ts";
import type { TenantSettings } from "./tenants.ts";

/** A push session, as far as ringing is concerned. */
export interface RingableSession {
  readonly sessionId: string;
  readonly agentId: string;
  readonly onQueue: boolean;
  readonly onQueueSinceMs: EpochMs | null;
}

export interface QueueSnapshot {
  readonly settings: Pick<TenantSettings, "routing" | "callWrapUpS">;
  readonly queue: readonly QueuedInteraction[];
  readonly activity: readonly AgentActivity[];
  readonly sessions: readonly RingableSession[];
  readonly nowMs: EpochMs;
}

/** What each agent is rung by, who waits longest first. An agent who is not in it is rung by nobody. */
export function deriveRinging(snapshot: QueueSnapshot): ReadonlyMap<string, readonly Interaction[]> {
  const ringing = new Map<string, Interaction[]>();
  if (snapshot.queue.length === 0) return ringing;
  const routes = routingRule(snapshot.settings.routing).route(
    snapshot.queue.map(({ interaction, rejectedBy }) => ({
      interactionId: interaction.id,
      queueOrderMs: interaction.queueOrderMs ?? interaction.createdAtMs,
      rejectedBy,
    })),
    freeAgents(snapshot),
  );
  const ordered = inQueueOrder(
    snapshot.queue.map(({ interaction }) => ({
      interaction,
      interactionId: interaction.id,
      queueOrderMs: interaction.queueOrderMs ?? interaction.createdAtMs,
    })),
  );
  for (const { interaction } of ordered)
    for (const agentId of routes.get(interaction.id) ?? []) {
      const calls = ringing.get(agentId);
      if (calls) calls.push(interaction);
      else ringing.set(agentId, [interaction]);
    }
  return ringing;
}

/** The agents who are on the queue, in no call, and past their wrap-up time. */
export function freeAgents(snapshot: Omit<QueueSnapshot, "queue">): readonly FreeAgent[] {
  const activity = new Map(snapshot.activity.map((entry) => [entry.agentId, entry]));
  const wrapUpMs = snapshot.settings.callWrapUpS * 1_000;
  const free = new Map<string, FreeAgent>();
  for (const { agentId, onQueue, onQueueSinceMs } of snapshot.sessions) {
    if (!onQueue) continue;
    const entry = activity.get(agentId);
    if (entry?.busy) continue;
    const lastEndedAtMs = entry?.lastCallEndedAtMs ?? null;
    if (lastEndedAtMs !== null && lastEndedAtMs + wrapUpMs > snapshot.nowMs) continue;
    const idleSinceMs = Math.max(onQueueSinceMs ?? 0, lastEndedAtMs ?? 0);
    const known = free.get(agentId);
    // An agent on two devices has been idle since the first of them joined.
    if (!known || idleSinceMs < known.idleSinceMs) free.set(agentId, { agentId, idleSinceMs });
  }
  return [...free.values()];
}

/**
 * Calls that ended before then say nothing about who is rung now: their wrap-up time is over, and where agents are weighed
 * against each other, who has been on the queue since counts as idle since then.
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

/** Why a call that was shown to an agent no longer rings there. `interaction` is null where it no longer exists. */
export function whyRingingEnded(
  visitorId: InteractionId,
  interaction: Interaction | null,
  winnerEmail: string | null,
  rejectedByThisAgent: boolean,
): RingingEnded {
  if (interaction?.agentId && interaction.claimedAtMs !== null)
    return {
      visitorId,
      reason: "accepted",
      by: { userId: winnerEmail ?? "", deviceId: interaction.deviceId ?? "" },
    };
  if (interaction?.state === "waiting")
    return { visitorId, reason: rejectedByThisAgent ? "rejected" : "not-for-you" };
  if (interaction?.endReason === "timeout") return { visitorId, reason: "timeout" };
  if (interaction?.endReason === "rejected") return { visitorId, reason: "timeout" };
  return { visitorId, reason: "visitor-left" };
}
