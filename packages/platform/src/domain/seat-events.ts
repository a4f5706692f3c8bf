/** What happens in a seat, once a page sits there: it connects, joins, reports, leaves. */
import type { InteractionState } from "@videoengager/protocol/ids";
import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import { endInteraction } from "./end-interaction.ts";
import type { Interaction, InteractionChange } from "./interaction.ts";
import type { LiveContext } from "./live-context.ts";
import type { Room } from "./live-store.ts";
import { keptForMs } from "./seat.ts";
import type { SeatTokenClaims } from "./tokens.ts";

export type SeatConnection = SeatTokenClaims & { readonly connectionId: string };

export type ConnectOutcome = "connected" | "interaction-ended" | "taken-over" | "not-authenticated";

/** Whether a seat token may still sit down; changes nothing. */
export async function checkSeat(live: LiveContext, seat: SeatTokenClaims): Promise<ConnectOutcome> {
  const room = await live.store.room(seat.interactionId);
  if (!room || room.interaction.tenantId !== seat.tenantId) return "not-authenticated";
  if (room.interaction.state === "ended") return "interaction-ended";
  return room[seat.role]?.instanceId === seat.instanceId ? "connected" : "taken-over";
}

export async function connectSeat(live: LiveContext, seat: SeatConnection): Promise<boolean> {
  const connected = await live.store.connectSeat(seat, seat.connectionId, live.nodeId);
  if (connected) live.announce.roomChanged(seat.interactionId);
  return connected;
}

/** The seat's person takes part. The visitor's joining brings a request into the queue and an invitation to life. */
export async function joinSeat(
  live: LiveContext,
  seat: SeatConnection,
  displayName: string,
  media: MediaState,
): Promise<boolean> {
  const room = seat.role === "visitor" ? await live.store.room(seat.interactionId) : null;
  const consequence = room ? await consequenceOfJoining(live, room.interaction, displayName) : null;
  if (!(await live.store.joinSeat(seat, displayName, media, consequence))) return false;
  if (consequence) live.announce.queueChanged(seat.tenantId);
  live.announce.roomChanged(seat.interactionId);
  return true;
}

/** Null where the visitor had joined before: a page that was loaded again. */
async function consequenceOfJoining(
  live: LiveContext,
  interaction: Interaction,
  displayName: string,
): Promise<(InteractionChange & { readonly state: InteractionState }) | null> {
  if (interaction.state !== "created") return null;
  const visitorName = displayName || interaction.visitorName;
  if (interaction.initiatedBy === "agent") return { state: "connecting", visitorName };
  const tenant = await live.tenants.find(interaction.tenantId);
  if (!tenant) return null;
  const nowMs = live.clock.nowMs();
  return {
    state: "waiting",
    visitorName,
    waitingSinceMs: nowMs,
    queueOrderMs: nowMs,
    waitingEndsAtMs: nowMs + tenant.settings.visitorWaitingS * 1_000,
  };
}

export async function setMedia(live: LiveContext, seat: SeatConnection, media: MediaState): Promise<void> {
  if (await live.store.setMedia(seat.connectionId, media)) live.announce.roomChanged(seat.interactionId);
}

/** The other side's media arrives in this seat. Once it does in both, the call is `active`. */
export async function mediaFlows(live: LiveContext, seat: SeatConnection): Promise<boolean> {
  if (!(await live.store.setMediaFlows(seat.connectionId))) return false;
  const room = await live.store.room(seat.interactionId);
  if (room?.interaction.state !== "connecting") return true;
  if (!room.agent?.mediaFlows || !room.visitor?.mediaFlows) return true;
  const activeAtMs = live.clock.nowMs();
  if (await live.store.transition(seat.interactionId, "connecting", "active", { activeAtMs }))
    live.announce.roomChanged(seat.interactionId);
  return true;
}

export function hangUp(live: LiveContext, seat: SeatTokenClaims): Promise<boolean> {
  return endInteraction(live, seat.interactionId, { reason: "hung-up", by: seat.role });
}

/**
 * The page said goodbye, by its beacon. That counts once its socket is gone, too: a beacon that arrives after the page
 * has come back must not empty the seat.
 */
export async function sayGoodbye(live: LiveContext, seat: SeatTokenClaims): Promise<void> {
  const room = await openRoom(live, seat);
  if (!room) return;
  const keptMs = keptForMs({ role: seat.role, interaction: room.interaction }, "goodbye");
  if (await live.store.markGoodbye(seat, live.clock.nowMs() + keptMs))
    live.announce.roomChanged(seat.interactionId);
}

/** The socket is gone, or has been silent for too long. */
export async function loseConnection(
  live: LiveContext,
  seat: SeatConnection,
  observed: "closed" | "silent",
): Promise<void> {
  const room = await openRoom(live, seat);
  if (!room) return;
  const nowMs = live.clock.nowMs();
  const held = room[seat.role];
  const saidGoodbye = held?.awayCause === "goodbye" && held.keptUntilMs !== null && held.keptUntilMs > nowMs;
  const cause = saidGoodbye ? "goodbye" : observed;
  const keptUntilMs = saidGoodbye
    ? held.keptUntilMs
    : nowMs + keptForMs({ role: seat.role, interaction: room.interaction }, cause);
  if (await live.store.leaveSeat(seat, seat.connectionId, cause, keptUntilMs))
    live.announce.roomChanged(seat.interactionId);
}

async function openRoom(live: LiveContext, seat: SeatTokenClaims): Promise<Room | null> {
  const room = await live.store.room(seat.interactionId);
  if (!room || room.interaction.state === "ended") return null;
  return room.interaction.tenantId === seat.tenantId ? room : null;
}
