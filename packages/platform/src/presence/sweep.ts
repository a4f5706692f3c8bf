/**
 * Ends what has expired: empty seats, waits, and nodes without heartbeats. Any node can sweep. Every consequence is a conditional
 * update, so two sweeps at the same time do no harm.
 */
import type { EpochMs } from "@videoengager/protocol/ids";
import { endInteraction } from "../calls/end-interaction.ts";
import type { Interaction } from "../calls/interaction.ts";
import { consequenceOfGivingUp, keptForMs, type SeatContext } from "../calls/seat.ts";
import type { RuleDeps } from "../deps.ts";
import { endWaits } from "../queue/end-waits.ts";
import type { Affected, ExpiredSeat } from "./presence-store.ts";

export const SWEEP_INTERVAL_MS: number = 1_000;
/** A request whose visitor page was never opened. */
export const ABANDONED_AFTER_MS: number = 24 * 3_600_000;
const BATCH = 200;

/** Ends leases that expired by `nowMs`. Don't call it during the quiet time after a gap in the heartbeats. */
export async function sweep(deps: RuleDeps, nowMs: EpochMs): Promise<void> {
  await expireDeadNodes(deps, nowMs - deps.leases.nodeMs, nowMs);
  for (const expired of await deps.presence.expiredSeats(nowMs, BATCH)) await expireSeat(deps, expired);
  await endWaits(deps, await deps.presence.expiredWaits(nowMs, BATCH));
  for (const { id } of await deps.presence.neverOpened(nowMs - ABANDONED_AFTER_MS, BATCH))
    await endInteraction(deps, id, { reason: "abandoned", by: null, onlyFrom: "created" });
}

/** Treats the sockets of nodes without a heartbeat since `deadBeforeMs` as closed now. */
export async function expireDeadNodes(
  deps: RuleDeps,
  deadBeforeMs: EpochMs | "including-living",
  nowMs: EpochMs,
): Promise<void> {
  announce(deps, await deps.presence.expireDeadNodes(deps.nodeId, deadBeforeMs, keptFrom(deps, nowMs)));
}

/** Deletes this node's sessions and marks its seats `closed`, so that nobody waits for the node's lease to expire. */
export async function leaveCluster(deps: RuleDeps): Promise<void> {
  announce(deps, await deps.presence.leave(deps.nodeId, keptFrom(deps, deps.clock.nowMs())));
}

function keptFrom({ leases }: RuleDeps, nowMs: EpochMs): (seat: SeatContext) => EpochMs {
  return (seat) => nowMs + keptForMs(leases, seat, "closed");
}

function announce(deps: RuleDeps, { interactionIds, tenantIds }: Affected): void {
  for (const id of interactionIds) deps.announce.roomChanged(id);
  for (const id of tenantIds) deps.announce.queueChanged(id);
}

async function expireSeat(deps: RuleDeps, { seat, interaction }: ExpiredSeat): Promise<void> {
  const keptUntilMs = seat.keptUntilMs;
  if (keptUntilMs === null) return;
  const room = await deps.calls.roomById(interaction.id);
  if (!room) return;
  const other = seat.role === "agent" ? room.visitor : room.agent;
  const consequence = consequenceOfGivingUp(
    { role: seat.role, interaction: room.interaction },
    seat.awayCause ?? "closed",
    other !== null,
  );
  if (consequence.outcome === "ended") {
    await endInteraction(deps, interaction.id, {
      reason: consequence.reason,
      by: consequence.by,
      onlyFrom: room.interaction.state,
      emptySeat: { role: seat.role, keptUntilMs },
    });
    return;
  }
  if (consequence.outcome === "back-to-queue") {
    await giveBack(deps, room.interaction, keptUntilMs);
    return;
  }
  if (await deps.calls.freeSeat(seat, keptUntilMs)) deps.announce.roomChanged(interaction.id);
}

/** The visitor returns to the front of the queue. The time of the claim doesn't count as waiting. */
async function giveBack(deps: RuleDeps, interaction: Interaction, keptUntilMs: EpochMs): Promise<void> {
  const claimedForMs = deps.clock.nowMs() - (interaction.claimedAtMs ?? deps.clock.nowMs());
  const hasWaited = interaction.waitingSinceMs !== null;
  const given = await deps.calls.giveBack(
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
  deps.announce.roomChanged(interaction.id);
  deps.announce.queueChanged(interaction.tenantId);
  deps.reportCall({ type: "returned", call: interaction });
}
