import type { EndReason, InteractionId, InteractionState, SeatRole } from "@videoengager/protocol/ids";
import type { RuleDeps } from "../deps.ts";
import { talkTimeMs } from "./interaction.ts";

/** How often the state is read again after another request changed it. */
const READS = 6;

/**
 * Ends an interaction. True if this call ended it, false if it had ended before. With `onlyFrom`, only in that state.
 */
export async function endInteraction(
  deps: Pick<RuleDeps, "calls" | "clock" | "announce" | "reportCall">,
  id: InteractionId,
  how: {
    readonly reason: EndReason;
    readonly by: SeatRole | null;
    readonly onlyFrom?: InteractionState;
    /** Only if this seat has been empty since then. */
    readonly emptySeat?: { readonly role: SeatRole; readonly keptUntilMs: number };
  },
): Promise<boolean> {
  for (let read = 0; read < READS; read += 1) {
    const room = await deps.calls.roomById(id);
    if (!room || room.interaction.state === "ended") return false;
    const { interaction } = room;
    const from = room.interaction.state;
    if (how.onlyFrom && from !== how.onlyFrom) return false;
    const atMs = deps.clock.nowMs();
    const end = { reason: how.reason, by: how.by, atMs, talkTimeMs: talkTimeMs(interaction, atMs) };
    if (await deps.calls.end(id, from, end, how.emptySeat)) {
      deps.announce.roomChanged(id);
      deps.announce.queueChanged(interaction.tenantId);
      deps.reportCall({ type: "ended", call: interaction, from, ...end });
      return true;
    }
    if (how.emptySeat) return false;
  }
  return false;
}
