/**
 * How an agent's widget gets its seat.
 *
 * 1. Without `veinteraction`, or with an application's own reference: a new interaction.
 * 2. With the id of a waiting visitor: a claim. One conditional update decides. A loser learns who won, but only after its push
 *    sessions know.
 * 3. With the id of an interaction that this agent has: back to the seat, unless another page of the agent is in it.
 */
import { type InteractionId, isInteractionId } from "@videoengager/protocol/ids";
import type { OpenedHow } from "@videoengager/protocol/rest/widget-session";
import type { RuleDeps } from "../deps.ts";
import type { AuthenticatedAgent } from "../identity/agents.ts";
import { claimedElsewhere, interactionEnded, interactionNotFound } from "./call-errors.ts";
import type { Room } from "./call-store.ts";
import type { Interaction } from "./interaction.ts";
import { createInteraction, createOpeningSeat } from "./new-interaction.ts";
import type { Seat } from "./seat.ts";

export interface OpenedInteraction {
  readonly how: OpenedHow;
  readonly interaction: Interaction;
  /** Of a claimed call. */
  readonly room?: Room;
}

/** The body of the widget's request. */
export interface AgentSeatRequest {
  readonly veinteraction?: string | undefined;
  readonly instanceId: string;
  /** For a new interaction. */
  readonly customData?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** The visitor of a new interaction, if the agent knows who it is. */
  readonly visitor?:
    | {
        readonly name?: string | undefined;
        readonly email?: string | undefined;
        readonly phone?: string | undefined;
      }
    | undefined;
}

export async function openInteraction(
  deps: RuleDeps,
  agent: AuthenticatedAgent,
  request: AgentSeatRequest,
): Promise<OpenedInteraction> {
  const reference = request.veinteraction ?? "";
  if (isInteractionId(reference)) return joinInteraction(deps, agent, reference, request.instanceId);
  const interaction = await createInteraction(deps, {
    tenantId: agent.tenantId,
    initiatedBy: "agent",
    agentId: agent.agentId,
    customData: { ...request.customData, ...(reference === "" ? {} : { customerId: reference }) },
    agentSeat: (id) => createAgentSeat(deps, agent, id, request.instanceId, deps.leases.inCallMs),
  });
  const known = describeVisitor(request.visitor);
  if (Object.keys(known).length > 0) await deps.calls.update(interaction.id, known);
  return { how: "invitation", interaction: { ...interaction, ...known } };
}

function describeVisitor(
  visitor: AgentSeatRequest["visitor"] = {},
): Partial<Pick<Interaction, "visitorName" | "visitorEmail" | "visitorPhone">> {
  const { name, email, phone } = visitor;
  return {
    ...(name === undefined ? {} : { visitorName: name }),
    ...(email === undefined ? {} : { visitorEmail: email }),
    ...(phone === undefined ? {} : { visitorPhone: phone }),
  };
}

/** How often the state is read again after another request changed it. */
const READS = 4;

async function joinInteraction(
  deps: RuleDeps,
  agent: AuthenticatedAgent,
  id: InteractionId,
  instanceId: string,
): Promise<OpenedInteraction> {
  for (let read = 1; ; read += 1) {
    const room = await deps.calls.room(agent.tenantId, id);
    if (!room) throw interactionNotFound();
    const { interaction } = room;
    if (interaction.state === "ended") throw interactionEnded(interaction);
    const opened =
      interaction.agentId === null
        ? await claim(deps, agent, room, instanceId)
        : await returnToSeat(deps, agent, room, instanceId);
    if (opened) return opened;
    if (read === READS) throw claimedElsewhere("another-agent");
  }
}

async function claim(
  deps: RuleDeps,
  agent: AuthenticatedAgent,
  room: Room,
  instanceId: string,
): Promise<OpenedInteraction | null> {
  const { interaction } = room;
  const change = {
    agentId: agent.agentId,
    deviceId: instanceId,
    claimedAtMs: deps.clock.nowMs(),
  };
  const seat = createAgentSeat(deps, agent, interaction.id, instanceId, deps.leases.claimMs);
  const won = await deps.calls.claim(interaction.id, interaction.state, change, seat);
  if (!won) return null;
  deps.announce.queueChanged(interaction.tenantId);
  deps.announce.roomChanged(interaction.id);
  const claimed: Interaction = { ...interaction, ...change, state: "connecting" };
  deps.reportCall({ type: "accepted", call: claimed, endsAtMs: deps.clock.nowMs() });
  return { how: "claimed", interaction: claimed, room: { ...room, interaction: claimed, agent: seat } };
}

async function returnToSeat(
  deps: RuleDeps,
  agent: AuthenticatedAgent,
  room: Room,
  instanceId: string,
): Promise<OpenedInteraction | null> {
  const { interaction, agent: seat } = room;
  const isOwn = interaction.agentId === agent.agentId;
  const heldByAnotherPage = seat !== null && seat.connectionId !== null && seat.instanceId !== instanceId;
  const justGivenAway = seat?.awayCause === "opening" && seat.instanceId !== instanceId;
  if (!isOwn || heldByAnotherPage || justGivenAway) {
    await deps.announce.settle(agent.tenantId, agent.agentId);
    throw claimedElsewhere(isOwn ? "self" : "another-agent");
  }
  const keptMs = interaction.initiatedBy === "visitor" ? deps.leases.claimMs : deps.leases.inCallMs;
  const back = createAgentSeat(deps, agent, interaction.id, instanceId, keptMs);
  if (!(await deps.calls.takeSeat(back, seat?.instanceId ?? null))) return null;
  if (interaction.deviceId !== null) await deps.calls.update(interaction.id, { deviceId: instanceId });
  deps.announce.roomChanged(interaction.id);
  return { how: "returned", interaction };
}

function createAgentSeat(
  deps: RuleDeps,
  agent: AuthenticatedAgent,
  interactionId: InteractionId,
  instanceId: string,
  keptMs: number,
): Seat {
  return createOpeningSeat(
    { interactionId, role: "agent", instanceId, displayName: agent.publicName },
    deps.clock.nowMs() + keptMs,
  );
}
