import type { EndReason, InteractionId, InteractionState, SeatRole } from "@videoengager/protocol/ids";
import { talkTimeMs } from "./interaction.ts";
import type { LiveContext } from "./live-context.ts";

/** How often a state that changes under the reader is read again. */
const READS = 6;

/**
 * Ends an interaction, once: true where this call did it. With `onlyFrom`, only in that state.
 */
export async function endInteraction(
  live: Pick<LiveContext, "store" | "clock" | "announce">,
  id: InteractionId,
  how: {
    readonly reason: EndReason;
    readonly by: SeatRole | null;
    readonly onlyFrom?: InteractionState;
    /** Only while this seat is still empty since then. */
    readonly emptySeat?: { readonly role: SeatRole; readonly keptUntilMs: number };
  },
): Promise<boolean> {
  for (let read = 0; read < READS; read += 1) {
    const room = await live.store.room(id);
    if (!room || room.interaction.state === "ended") return false;
    const { interaction } = room;
    if (how.onlyFrom && interaction.state !== how.onlyFrom) return false;
    const atMs = live.clock.nowMs();
    const end = { reason: how.reason, by: how.by, atMs, talkTimeMs: talkTimeMs(interaction, atMs) };
    if (await live.store.end(id, interaction.state, end, how.emptySeat)) {
      live.announce.roomChanged(id);
      live.announce.queueChanged(interaction.tenantId);
      return true;
    }
    if (how.emptySeat) return false;
  }
  return false;
}
