/**
 * How an agent's widget comes to its seat.
 *
 * 1. Without `veinteraction`, or with an application's own reference: a new interaction of the agent's own.
 * 2. With the id of a visitor that waits: a claim. One conditional update decides; whoever loses is told who won,
 *    but only after its own push sessions know.
 * 3. With the id of an interaction that this agent has: back to the seat, unless another page of the agent's is in it.
 */
import { type InteractionId, isInteractionId } from "@videoengager/protocol/ids";
import type { OpenedHow } from "@videoengager/protocol/rest/widget-session";
import type { AuthenticatedAgent } from "./agents.ts";
import type { Interaction } from "./interaction.ts";
import type { LiveContext } from "./live-context.ts";
import { claimedElsewhere, interactionEnded, interactionNotFound } from "./live-errors.ts";
import type { Room } from "./live-store.ts";
import { createInteraction, openingSeat } from "./new-interaction.ts";
import { CLAIM_LEASE_MS, IN_CALL_KEPT_MS, type Seat } from "./seat.ts";

export interface OpenedInteraction {
  readonly how: OpenedHow;
  readonly interaction: Interaction;
}

export async function openInteraction(
  live: LiveContext,
  agent: AuthenticatedAgent,
  request: { readonly veinteraction?: string | undefined; readonly instanceId: string },
): Promise<OpenedInteraction> {
  const reference = request.veinteraction ?? "";
  if (isInteractionId(reference)) return joinInteraction(live, agent, reference, request.instanceId);
  const interaction = await createInteraction(live, {
    tenantId: agent.tenantId,
    initiatedBy: "agent",
    agentId: agent.agentId,
    customData: reference === "" ? {} : { customerId: reference },
    agentSeat: (id) => seatOf(live, agent, id, request.instanceId, IN_CALL_KEPT_MS),
  });
  return { how: "invitation", interaction };
}

/** How often a state that changes under the reader is read again. */
const READS = 4;

async function joinInteraction(
  live: LiveContext,
  agent: AuthenticatedAgent,
  id: InteractionId,
  instanceId: string,
): Promise<OpenedInteraction> {
  for (let read = 1; ; read += 1) {
    const room = await live.store.room(id);
    if (!room || room.interaction.tenantId !== agent.tenantId) throw interactionNotFound();
    const { interaction } = room;
    if (interaction.state === "ended") throw interactionEnded(interaction);
    const opened =
      interaction.agentId === null
        ? await claim(live, agent, interaction, instanceId)
        : await returnToSeat(live, agent, room, instanceId);
    if (opened) return opened;
    if (read === READS) throw claimedElsewhere("another-agent");
  }
}

async function claim(
  live: LiveContext,
  agent: AuthenticatedAgent,
  interaction: Interaction,
  instanceId: string,
): Promise<OpenedInteraction | null> {
  const change = {
    agentId: agent.agentId,
    deviceId: instanceId,
    claimedAtMs: live.clock.nowMs(),
  };
  const seat = seatOf(live, agent, interaction.id, instanceId, CLAIM_LEASE_MS);
  const won = await live.store.claim(interaction.id, interaction.state, change, seat);
  if (!won) return null;
  live.announce.queueChanged(interaction.tenantId);
  live.announce.roomChanged(interaction.id);
  return { how: "claimed", interaction: { ...interaction, ...change, state: "connecting" } };
}

async function returnToSeat(
  live: LiveContext,
  agent: AuthenticatedAgent,
  room: Room,
  instanceId: string,
): Promise<OpenedInteraction | null> {
  const { interaction, agent: seat } = room;
  const isOwn = interaction.agentId === agent.agentId;
  const heldByAnotherPage = seat !== null && seat.connectionId !== null && seat.instanceId !== instanceId;
  const justGivenAway = seat?.awayCause === "opening" && seat.instanceId !== instanceId;
  if (!isOwn || heldByAnotherPage || justGivenAway) {
    await live.announce.settle(agent.tenantId, agent.agentId);
    throw claimedElsewhere(isOwn ? "self" : "another-agent");
  }
  const keptMs = interaction.initiatedBy === "visitor" ? CLAIM_LEASE_MS : IN_CALL_KEPT_MS;
  const back = seatOf(live, agent, interaction.id, instanceId, keptMs);
  if (!(await live.store.sitDown(back, seat?.instanceId ?? null))) return null;
  if (interaction.deviceId !== null) await live.store.update(interaction.id, { deviceId: instanceId });
  live.announce.roomChanged(interaction.id);
  return { how: "returned", interaction };
}

function seatOf(
  live: LiveContext,
  agent: AuthenticatedAgent,
  interactionId: InteractionId,
  instanceId: string,
  keptMs: number,
): Seat {
  return openingSeat(
    { interactionId, role: "agent", instanceId, displayName: agent.displayName },
    live.clock.nowMs() + keptMs,
  );
}
