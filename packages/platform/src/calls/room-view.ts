import type { SeatRole } from "@videoengager/protocol/ids";
import type { CallEnded, RoomView, SeatView } from "@videoengager/protocol/signalling/signalling-socket";
import type { Room } from "./call-store.ts";
import type { Interaction } from "./interaction.ts";
import { derivePresence, NO_MEDIA, type Seat } from "./seat.ts";

/** The current state of the call, as one seat sees it. */
export function viewRoom(room: Room, role: SeatRole, nowMs: number): RoomView {
  const { interaction } = room;
  const other: SeatRole = role === "agent" ? "visitor" : "agent";
  return {
    interactionId: interaction.id,
    state: interaction.state,
    self: viewSeat(role, room[role]),
    peer: viewSeat(other, room[other]),
    activeSinceMs: interaction.activeAtMs,
    waitingEndsAtMs: interaction.state === "waiting" ? interaction.waitingEndsAtMs : null,
    serverTimeMs: nowMs,
  };
}

function viewSeat(role: SeatRole, seat: Seat | null): SeatView {
  const presence = derivePresence(seat);
  return {
    role,
    presence,
    instanceId: seat && presence !== "absent" ? seat.instanceId : "",
    displayName: seat?.displayName ?? "",
    media: seat?.media ?? NO_MEDIA,
    keptUntilMs: presence === "away" ? (seat?.keptUntilMs ?? null) : null,
  };
}

/** How an interaction ended; null if it hasn't. */
export function viewEnd(interaction: Interaction): CallEnded | null {
  if (interaction.endReason === null || interaction.endedAtMs === null) return null;
  return {
    reason: interaction.endReason,
    by: interaction.endedBy,
    atMs: interaction.endedAtMs,
    talkTimeMs: interaction.talkTimeMs,
  };
}
