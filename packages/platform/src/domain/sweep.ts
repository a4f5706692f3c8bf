/**
 * What time does: seats that were empty for too long, visitors who waited for too long, nodes that died. Any node may
 * sweep; every consequence is a conditional update, so two that sweep at once do no harm.
 */
import type { EpochMs } from "@videoengager/protocol/ids";
import { endInteraction } from "./end-interaction.ts";
import type { Interaction } from "./interaction.ts";
import type { LiveContext } from "./live-context.ts";
import type { ExpiredSeat } from "./live-store.ts";
import { freeAgents } from "./ringing.ts";
import { consequenceOfGivingUp, keptForMs } from "./seat.ts";
import { waitingOutcome } from "./waiting-outcome.ts";

export const SWEEP_INTERVAL_MS: number = 1_000;
/** A node that has not said for this long that it lives is dead. */
export const NODE_LEASE_MS: number = 10_000;
/** A visitor's request whose page nobody opened. */
export const ABANDONED_AFTER_MS: number = 24 * 3_600_000;
/** A gap in the beats that means that no node lived. */
const DOWNTIME_MS = 3 * SWEEP_INTERVAL_MS;
const BATCH = 200;

/**
 * One round. While no node lived, nobody could come back: then every deadline moves by that time first, and the seats of
 * the dead are kept as if their sockets had closed now.
 */
export async function sweep(live: LiveContext): Promise<void> {
  const nowMs = live.clock.nowMs();
  const lastBeatMs = await live.store.beat(live.nodeId, nowMs);
  if (lastBeatMs !== null && nowMs - lastBeatMs > DOWNTIME_MS)
    await live.store.shiftDeadlines(nowMs - lastBeatMs);
  await buryDeadNodes(live, nowMs - NODE_LEASE_MS, nowMs);
  for (const expired of await live.store.expiredSeats(nowMs, BATCH)) await giveUpSeat(live, expired);
  for (const interaction of await live.store.expiredWaits(nowMs, BATCH)) await endWait(live, interaction);
  for (const { id } of await live.store.neverOpened(nowMs - ABANDONED_AFTER_MS, BATCH))
    await endInteraction(live, id, { reason: "abandoned", by: null, onlyFrom: "created" });
  for (const tenantId of await live.store.tenantsWithQueue()) live.announce.queueChanged(tenantId);
}

/** Takes the sockets of nodes that have not lived since `deadBeforeMs` for closed. */
export async function buryDeadNodes(live: LiveContext, deadBeforeMs: EpochMs, nowMs: EpochMs): Promise<void> {
  const buried = await live.store.buryDeadNodes(deadBeforeMs, (seat) => nowMs + keptForMs(seat, "closed"));
  for (const id of buried.interactionIds) live.announce.roomChanged(id);
  for (const tenantId of buried.tenantIds) live.announce.queueChanged(tenantId);
}

async function giveUpSeat(live: LiveContext, { seat, interaction }: ExpiredSeat): Promise<void> {
  const keptUntilMs = seat.keptUntilMs;
  if (keptUntilMs === null) return;
  const room = await live.store.room(interaction.id);
  if (!room) return;
  const other = seat.role === "agent" ? room.visitor : room.agent;
  const consequence = consequenceOfGivingUp(
    { role: seat.role, interaction: room.interaction },
    seat.awayCause ?? "closed",
    other !== null,
  );
  if (consequence.outcome === "ended") {
    await endInteraction(live, interaction.id, {
      reason: consequence.reason,
      by: consequence.by,
      onlyFrom: room.interaction.state,
      emptySeat: { role: seat.role, keptUntilMs },
    });
    return;
  }
  if (consequence.outcome === "back-to-queue") {
    await giveBack(live, room.interaction, keptUntilMs);
    return;
  }
  if (await live.store.freeSeat(seat, keptUntilMs)) live.announce.roomChanged(interaction.id);
}

/** The visitor comes to the front of the queue, and the time in the claim does not count as waiting. */
async function giveBack(live: LiveContext, interaction: Interaction, keptUntilMs: EpochMs): Promise<void> {
  const claimedForMs = live.clock.nowMs() - (interaction.claimedAtMs ?? live.clock.nowMs());
  const hasWaited = interaction.waitingSinceMs !== null;
  const given = await live.store.giveBack(
    interaction.id,
    {
      state: hasWaited ? "waiting" : "created",
      agentId: null,
      deviceId: null,
      claimedAtMs: null,
      queueOrderMs: hasWaited ? 0 : null,
      waitingEndsAtMs:
        interaction.waitingEndsAtMs === null ? null : interaction.waitingEndsAtMs + claimedForMs,
    },
    keptUntilMs,
  );
  if (!given) return;
  live.announce.roomChanged(interaction.id);
  live.announce.queueChanged(interaction.tenantId);
}

async function endWait(live: LiveContext, interaction: Interaction): Promise<void> {
  const tenant = await live.tenants.find(interaction.tenantId);
  if (!tenant) return;
  const nowMs = live.clock.nowMs();
  const wrapUpBeganMs = nowMs - tenant.settings.callWrapUpS * 1_000;
  const [sessions, activity, queue] = await Promise.all([
    live.store.sessionsOnQueue(tenant.id),
    live.store.activity(tenant.id, wrapUpBeganMs),
    live.store.queue(tenant.id),
  ]);
  const queued = queue.find((entry) => entry.interaction.id === interaction.id);
  if (!queued) return;
  const free = freeAgents({ settings: tenant.settings, activity, sessions, nowMs });
  const reason = waitingOutcome(
    queued.rejectedBy,
    free.map((agent) => agent.agentId),
  );
  await endInteraction(live, interaction.id, { reason, by: null, onlyFrom: "waiting" });
}
