import type { EpochMs } from "@videoengager/protocol/ids";
import type { CallAttributes } from "@videoengager/protocol/widget/widget-messages";
import type { CallState, Counters } from "./call-state.ts";

/** Counts what changed: a share that began or ended on either side, the call's becoming active. */
export function countChange(state: CallState, nowMs: EpochMs): Counters {
  const { room, media, counters } = state;
  const sharing = media.screen || (room?.peer.media.screen ?? false);
  const activeSinceMs = counters.activeSinceMs ?? callStartedAt(state, nowMs);
  if (sharing && counters.screenSinceMs === null)
    return { ...counters, activeSinceMs, screenShares: counters.screenShares + 1, screenSinceMs: nowMs };
  if (!sharing && counters.screenSinceMs !== null)
    return {
      ...counters,
      activeSinceMs,
      screenShareMs: counters.screenShareMs + nowMs - counters.screenSinceMs,
      screenSinceMs: null,
    };
  return { ...counters, activeSinceMs };
}

/** When the call began, by this machine's clock: a page that was reloaded goes on counting. */
function callStartedAt({ room, clockOffsetMs }: CallState, nowMs: EpochMs): EpochMs | null {
  if (room?.state !== "active") return null;
  return room.activeSinceMs === null ? nowMs : room.activeSinceMs - clockOffsetMs;
}

const toSeconds = (durationMs: number): number => Math.round(durationMs / 1000);

/** The numbers that the widget reports to its host (PROTOCOL 8). Times in seconds. */
export function countedAttributes(state: CallState, nowMs: EpochMs): CallAttributes {
  const { drops, screenShares, screenShareMs, screenSinceMs, activeSinceMs } = state.counters;
  const talkTimeMs =
    state.outcome?.kind === "ended"
      ? state.outcome.talkTimeMs
      : activeSinceMs === null
        ? 0
        : nowMs - activeSinceMs;
  return {
    totalSvInteractions: 1,
    totalVideoCalls: activeSinceMs === null ? 0 : 1,
    totalScreenShareSessions: screenShares,
    totalScreenShareSessionsTime: toSeconds(
      screenShareMs + (screenSinceMs === null ? 0 : nowMs - screenSinceMs),
    ),
    totalTalkTime: toSeconds(talkTimeMs),
    connectivityDropsCount: drops,
  };
}
