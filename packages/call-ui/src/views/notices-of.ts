import type { LocalMediaView } from "@videoengager/ui-kit/devices/local-media";
import type { MediaProblem } from "@videoengager/ui-kit/devices/media-problem";
import { CircleAlert, type IconNode, MicOff, MonitorUp, MonitorX, Signal, VideoOff, WifiOff } from "lucide";
import type { CallState } from "../call/call-state.ts";
import type { PausedPictures } from "../call/paused-pictures.ts";
import type { Quality } from "../call/rate-quality.ts";
import type { Messages } from "../text/messages.ts";
import { connectionAdvice } from "./connection-advice.tsx";
import { howToAllow } from "./how-to-allow.ts";

/** One line over the video. */
export interface Notice {
  readonly icon: IconNode;
  readonly tone: "plain" | "attention";
  readonly words: string;
  readonly more?: string;
  /** Changes every second, so assistive technology does not read it. */
  readonly countdown?: string;
}

/** What the person has to know about the call now, most urgent first. */
export function noticesOf(
  state: CallState,
  quality: Quality,
  peerName: string | null,
  nowMs: number,
  text: Messages,
): readonly Notice[] {
  const { room, online, connection, media, clockOffsetMs } = state;
  const { call } = text;
  const notices: Notice[] = [];
  const connected = connection === "connected" && quality !== "silent";
  const advice = connectionAdvice(state, text);
  if (advice !== null)
    notices.push({
      icon: WifiOff,
      tone: "attention",
      words: advice,
      ...(online ? { more: text.trouble.chatMeanwhile } : {}),
    });
  else if (!online)
    notices.push({ icon: WifiOff, tone: "attention", words: connected ? call.offline : call.reconnecting });
  else if (room?.peer.presence === "away" && !connected) {
    const leftMs = (room.peer.keptUntilMs ?? 0) - (nowMs + clockOffsetMs);
    notices.push({
      icon: WifiOff,
      tone: "attention",
      words: call.away(peerName),
      more: call.awayText,
      countdown: call.waitingMore(Math.max(0, Math.ceil(leftMs / 1000))),
    });
  } else if (
    connection === "interrupted" ||
    connection === "failed" ||
    (quality === "silent" && sendsMedia(room))
  )
    notices.push({ icon: WifiOff, tone: "attention", words: call.reconnectingMedia });
  else if (connected) notices.push(...qualityNotice(quality, peerName, text));
  if (room?.peer.presence === "joined" && !room.peer.media.microphone)
    notices.push({ icon: MicOff, tone: "plain", words: call.isMuted(peerName) });
  if (room?.peer.media.screen)
    notices.push({ icon: MonitorUp, tone: "plain", words: call.isSharing(peerName) });
  if (media.screen) notices.push({ icon: MonitorUp, tone: "attention", words: call.youAreSharing });
  return notices;
}

/** Whether the other side should be seen or heard. Without a track it sends nothing, and silence means nothing. */
function sendsMedia(room: CallState["room"]): boolean {
  if (room?.peer.presence !== "joined") return false;
  const { camera, microphone, screen } = room.peer.media;
  return camera || microphone || screen;
}

/** Which pictures are paused so that the sound has room. */
export function pausedNotices(
  { own, peer }: PausedPictures,
  peerName: string | null,
  { trouble }: Messages,
): readonly Notice[] {
  const notices: Notice[] = [];
  if (peer) notices.push({ icon: Signal, tone: "attention", words: trouble.peerPicturePaused(peerName) });
  if (own) notices.push({ icon: Signal, tone: "attention", words: trouble.ownPicturePaused });
  return notices;
}

/** Problems that can begin in the middle of a call. Those from before it were shown in the lobby. */
const NEWS: readonly MediaProblem[] = ["unplugged", "busy", "failed"];

/**
 * What the person's own devices need: an answer to a prompt, help, or attention.
 *
 * @param hadLobby the person has seen the state of the devices before the call
 */
export function deviceNotices(view: LocalMediaView, hadLobby: boolean, text: Messages): readonly Notice[] {
  const { microphone, camera } = view;
  const { call, lobby, problems } = text;
  if (microphone.asking || camera.asking)
    return [{ icon: CircleAlert, tone: "attention", words: lobby.allowAbove }];
  const notices: Notice[] = [];
  const add = (icon: IconNode, words: string, more?: string): void => {
    notices.push({ icon, tone: "attention", words, ...(more === undefined ? {} : { more }) });
  };
  for (const [source, icon, words] of [
    [microphone, MicOff, problems.microphone],
    [camera, VideoOff, problems.camera],
  ] as const) {
    if (!source.wanted || source.problem === null) continue;
    if (!hadLobby || NEWS.includes(source.problem))
      add(icon, words[source.problem], source.problem === "denied" ? howToAllow(text) : undefined);
  }
  if (microphone.systemMuted) add(MicOff, call.microphoneSilenced);
  if (camera.systemMuted) add(VideoOff, call.cameraBlocked);
  if (view.speaksMuted) add(MicOff, call.speaksMuted);
  if (view.screenProblem !== null) add(MonitorX, call.screenProblems[view.screenProblem]);
  return notices;
}

function qualityNotice(quality: Quality, peerName: string | null, { call }: Messages): readonly Notice[] {
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
