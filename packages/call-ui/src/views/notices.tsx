import type { IconNode } from "lucide";
import { MicOff, MonitorUp, Signal, TriangleAlert, WifiOff } from "lucide";
import type { ComponentChild } from "preact";
import type { CallState } from "../call/call-state.ts";
import type { Quality } from "../call/rate-quality.ts";
import type { Messages } from "../text/messages.ts";
import { Icon } from "./icon.tsx";
import { useText } from "./text-context.ts";
import { useNow } from "./use-now.ts";

interface Notice {
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
  const connected = connection === "connected";
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

function qualityNotice(quality: Quality, peerName: string, { call }: Messages): readonly Notice[] {
  const words = {
    "own-weak": call.quality.ownWeak,
    "peer-weak": call.quality.peerWeak(peerName),
    "both-weak": call.quality.bothWeak,
    slow: call.quality.slow,
    good: null,
    unknown: null,
  }[quality];
  return words === null ? [] : [{ icon: Signal, tone: "attention", words }];
}

/** The lines over the video. */
export function Notices({
  state,
  quality,
  peerName,
  soundBlocked,
}: {
  readonly state: CallState;
  readonly quality: Quality;
  readonly peerName: string;
  readonly soundBlocked: (() => void) | null;
}): ComponentChild {
  const text = useText();
  const nowMs = useNow(state.room?.peer.presence === "away");
  const notices = noticesOf(state, quality, peerName, nowMs, text);
  return (
    <div class="notices">
      <div role="status">
        {notices.map(({ icon, tone, words, more }) => (
          <p key={more ?? words} class="chip" data-tone={tone}>
            <Icon node={icon} size={16} />
            <span>
              {words} {more}
            </span>
          </p>
        ))}
      </div>
      {soundBlocked === null ? null : (
        <p class="chip" data-tone="attention" role="alert">
          <Icon node={TriangleAlert} size={16} />
          <span>{text.call.soundBlocked}</span>
          <button type="button" class="button" onClick={soundBlocked}>
            {text.controls.soundOn}
          </button>
        </p>
      )}
    </div>
  );
}
