import type { CallState } from "./call-state.ts";

/** Whether there is somebody to look at: both take part, or one of them is expected back in a call that was up. */
export function isTalking({ room, joined, mediaArrived, role }: CallState): boolean {
  if (room === null || (role === "visitor" && !joined)) return false;
  if (room.state === "active" || room.peer.presence === "joined") return true;
  return room.peer.presence === "away" && mediaArrived;
}
