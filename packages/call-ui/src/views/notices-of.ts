import { CircleAlert, type IconNode, MicOff, MonitorUp, Signal, VideoOff, WifiOff } from "lucide";
import type { CallState } from "../call/call-state.ts";
import type { Quality } from "../call/rate-quality.ts";
import type { LocalMediaView } from "../media/local-media.ts";
import type { MediaProblem } from "../media/media-problem.ts";
import type { Messages } from "../text/messages.ts";

/** One line over the video. */
export interface Notice {
  readonly icon: IconNode;
  readonly tone: "plain" | "attention";
  readonly words: string;
  readonly more?: string;
}

/** What of the call one has to know now, in words; the most pressing first. */
export function noticesOf(
  state: CallState,
  quality: Quality,
  peerName: string,
  nowMs: number,
  text: Messages,
): readonly Notice[] {
  const { room, online, connection, media, clockOffsetMs } = state;
  const { call } = text;
  const notices: Notice[] = [];
  const connected = connection === "connected" && quality !== "silent";
  if (!online)
    notices.push({ icon: WifiOff, tone: "attention", words: connected ? call.offline : call.reconnecting });
  else if (room?.peer.presence === "away" && !connected) {
    const leftMs = (room.peer.keptUntilMs ?? 0) - (nowMs + clockOffsetMs);
    const seconds = Math.max(0, Math.ceil(leftMs / 1000));
    notices.push({
      icon: WifiOff,
      tone: "attention",
      words: call.away(peerName, seconds),
      more: call.awayText,
    });
  } else if (connection === "interrupted" || connection === "failed")
    notices.push({ icon: WifiOff, tone: "attention", words: call.reconnectingMedia });
  else if (connected) notices.push(...qualityNotice(quality, peerName, text));
  if (room?.peer.presence === "joined" && !room.peer.media.microphone)
    notices.push({ icon: MicOff, tone: "plain", words: call.isMuted(peerName) });
  if (room?.peer.media.screen)
    notices.push({ icon: MonitorUp, tone: "plain", words: call.isSharing(peerName) });
  if (media.screen) notices.push({ icon: MonitorUp, tone: "attention", words: call.youAreSharing });
  return notices;
}

/** What a device can come to in the middle of a call; one that was refused before it is no news. */
const NEWS: readonly MediaProblem[] = ["unplugged", "busy", "failed"];

/** What one's own devices ask for: an answer, or help. */
export function deviceNotices({ microphone, camera }: LocalMediaView, text: Messages): readonly Notice[] {
  if ((microphone.asking && microphone.track === null) || (camera.asking && camera.track === null))
    return [{ icon: CircleAlert, tone: "attention", words: text.lobby.allowAbove }];
  const notices: Notice[] = [];
  if (microphone.wanted && microphone.problem !== null && NEWS.includes(microphone.problem))
    notices.push({ icon: MicOff, tone: "attention", words: text.problems.microphone[microphone.problem] });
  if (camera.wanted && camera.problem !== null && NEWS.includes(camera.problem))
    notices.push({ icon: VideoOff, tone: "attention", words: text.problems.camera[camera.problem] });
  return notices;
}

function qualityNotice(quality: Quality, peerName: string, { call }: Messages): readonly Notice[] {
  const words = {
    "own-weak": call.quality.ownWeak,
    "peer-weak": call.quality.peerWeak(peerName),
    "both-weak": call.quality.bothWeak,
    slow: call.quality.slow,
    good: null,
    silent: null,
    unknown: null,
  }[quality];
  return words === null ? [] : [{ icon: Signal, tone: "attention", words }];
}
