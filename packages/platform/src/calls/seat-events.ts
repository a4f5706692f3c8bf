/** Events of a seat that a page has: it connects, joins, reports media, leaves. */
import type { InteractionState } from "@videoengager/protocol/ids";
import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import type { RuleDeps } from "../deps.ts";
import type { SeatTokenClaims } from "../identity/tokens.ts";
import type { Room } from "./call-store.ts";
import { endInteraction } from "./end-interaction.ts";
import type { Interaction, InteractionChange } from "./interaction.ts";
import { keptForMs } from "./seat.ts";

export type SeatConnection = SeatTokenClaims & { readonly connectionId: string };

export type ConnectOutcome = "connected" | "interaction-ended" | "taken-over" | "not-authenticated";

/** Whether a seat token is still valid for its seat. Changes nothing. */
export async function checkSeat(deps: RuleDeps, seat: SeatTokenClaims): Promise<ConnectOutcome> {
  const room = await deps.calls.room(seat.tenantId, seat.interactionId);
  if (!room) return "not-authenticated";
  if (room.interaction.state === "ended") return "interaction-ended";
  return room[seat.role]?.instanceId === seat.instanceId ? "connected" : "taken-over";
}

export async function connectSeat(deps: RuleDeps, seat: SeatConnection): Promise<boolean> {
  const connected = await deps.calls.connectSeat(seat, seat.connectionId, deps.nodeId);
  if (connected) deps.announce.roomChanged(seat.interactionId);
  return connected;
}

/**
 * Connects a seat again whose socket stayed open while the other nodes expired this one. If another page or connection has the seat
 * now, or the call has ended, the page is notified.
 */
export async function reconnectSeat(deps: RuleDeps, seat: SeatConnection): Promise<void> {
  await deps.calls.reconnectSeat(seat, seat.connectionId, deps.nodeId);
  deps.announce.roomChanged(seat.interactionId);
}

/** The person joins. A visitor who joins enters the queue, or connects an invitation. */
export async function joinSeat(
  deps: RuleDeps,
  seat: SeatConnection,
  displayName: string,
  media: MediaState,
): Promise<boolean> {
  const startsAtMs = deps.clock.nowMs();
  const room = await deps.calls.room(seat.tenantId, seat.interactionId);
  const isVisitor = seat.role === "visitor";
  const consequence =
    room && isVisitor ? await consequenceOfJoining(deps, room.interaction, displayName) : null;
  // The agent's name comes from its seat, not from its page.
  const name = isVisitor ? displayName : (room?.agent?.displayName ?? displayName);
  if (!(await deps.calls.joinSeat(seat, name, media, consequence))) return false;
  if (consequence) deps.announce.queueChanged(seat.tenantId);
  deps.announce.roomChanged(seat.interactionId);
  if (room && !room[seat.role]?.joined) {
    const { role } = seat;
    const call = { ...room.interaction, ...consequence };
    deps.reportCall({ type: "joined", call, role, startsAtMs, endsAtMs: deps.clock.nowMs() });
    if (consequence?.state === "waiting") deps.reportCall({ type: "waiting", call });
  }
  return true;
}

/** Null if the visitor had joined before a reload. */
async function consequenceOfJoining(
  deps: RuleDeps,
  interaction: Interaction,
  displayName: string,
): Promise<(InteractionChange & { readonly state: InteractionState }) | null> {
  if (interaction.state !== "created") return null;
  const visitorName = displayName || interaction.visitorName;
  if (interaction.initiatedBy === "agent") return { state: "connecting", visitorName };
  const tenant = await deps.tenants.find(interaction.tenantId);
  if (!tenant) return null;
  const nowMs = deps.clock.nowMs();
  return {
    state: "waiting",
    visitorName,
    waitingSinceMs: nowMs,
    queueOrderMs: nowMs,
    waitingEndsAtMs: nowMs + tenant.settings.visitorWaitingS * 1_000,
  };
}

export async function setMedia(deps: RuleDeps, seat: SeatConnection, media: MediaState): Promise<void> {
  if (await deps.calls.setMedia(seat.connectionId, media)) deps.announce.roomChanged(seat.interactionId);
}

/** This seat receives the other side's media. Once both do, the call is `active`. */
export async function mediaFlows(deps: RuleDeps, seat: SeatConnection): Promise<boolean> {
  if (!(await deps.calls.setMediaFlows(seat.connectionId))) return false;
  const room = await deps.calls.room(seat.tenantId, seat.interactionId);
  if (room?.interaction.state !== "connecting") return true;
  if (!room.agent?.mediaFlows || !room.visitor?.mediaFlows) return true;
  const activeAtMs = deps.clock.nowMs();
  if (await deps.calls.transition(seat.interactionId, "connecting", "active", { activeAtMs })) {
    deps.announce.roomChanged(seat.interactionId);
    deps.reportCall({ type: "connected", call: { ...room.interaction, activeAtMs } });
  }
  return true;
}

export function hangUp(deps: RuleDeps, seat: SeatTokenClaims): Promise<boolean> {
  return endInteraction(deps, seat.interactionId, { reason: "hung-up", by: seat.role });
}

/**
 * A hang-up by request, from a page whose socket is dead. It takes effect at once, but only if that page still has the seat: a tab
 * that was taken over can't end the call.
 */
export async function hangUpFrom(deps: RuleDeps, seat: SeatTokenClaims): Promise<void> {
  const room = await openRoom(deps, seat);
  if (room?.[seat.role]?.instanceId === seat.instanceId) await hangUp(deps, seat);
}

/**
 * The page's beacon said goodbye. It takes effect when the socket closes: a beacon that arrives after the page has returned must not
 * empty the seat.
 */
export async function sayGoodbye(deps: RuleDeps, seat: SeatTokenClaims): Promise<void> {
  const room = await openRoom(deps, seat);
  if (!room) return;
  const keptMs = keptForMs(deps.leases, { role: seat.role, interaction: room.interaction }, "goodbye");
  if (await deps.calls.markGoodbye(seat, deps.clock.nowMs() + keptMs))
    deps.announce.roomChanged(seat.interactionId);
}

/** The socket closed, or was silent for too long. */
export async function loseConnection(
  deps: RuleDeps,
  seat: Pick<SeatConnection, "interactionId" | "role" | "connectionId">,
  observed: "closed" | "silent",
): Promise<void> {
  const room = await deps.calls.roomById(seat.interactionId);
  if (!room || room.interaction.state === "ended") return;
  const nowMs = deps.clock.nowMs();
  const held = room[seat.role];
  const saidGoodbye = held?.awayCause === "goodbye" && held.keptUntilMs !== null && held.keptUntilMs > nowMs;
  const cause = saidGoodbye ? "goodbye" : observed;
  const keptUntilMs = saidGoodbye
    ? held.keptUntilMs
    : nowMs + keptForMs(deps.leases, { role: seat.role, interaction: room.interaction }, cause);
  if (await deps.calls.leaveSeat(seat, seat.connectionId, cause, keptUntilMs))
    deps.announce.roomChanged(seat.interactionId);
}

async function openRoom(deps: RuleDeps, seat: SeatTokenClaims): Promise<Room | null> {
  const room = await deps.calls.room(seat.tenantId, seat.interactionId);
  return room && room.interaction.state !== "ended" ? room : null;
}
