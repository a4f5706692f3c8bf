import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { useNow } from "@videoengager/ui-kit/hooks/use-now";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { TriangleAlert } from "lucide";
import type { ComponentChild } from "preact";
import type { CallState } from "../call/call-state.ts";
import type { PausedPictures } from "../call/paused-pictures.ts";
import type { Quality } from "../call/rate-quality.ts";
import { deviceNotices, noticesOf, pausedNotices } from "./notices-of.ts";
import { useText } from "./text-context.ts";

/** The lines over the video. Plain ones fade with the controls. */
export function Notices({
  state,
  quality,
  peerName,
  media,
  soundBlocked,
  pausedPictures,
  hadLobby,
}: {
  readonly state: CallState;
  readonly quality: Quality;
  readonly peerName: string | null;
  readonly media: LocalMedia;
  readonly soundBlocked: (() => void) | null;
  readonly pausedPictures: PausedPictures;
  readonly hadLobby: boolean;
}): ComponentChild {
  const text = useText();
  const nowMs = useNow(state.room?.peer.presence === "away");
  const notices = [
    ...noticesOf(state, quality, peerName, nowMs, text),
    ...pausedNotices(pausedPictures, peerName, text),
    ...deviceNotices(useStore(media.view), hadLobby, text),
  ];
  return (
    <div class="notices">
      <div role="status">
        {notices.map(({ icon, tone, words, more, countdown }) => (
          <p key={words} class="chip" data-tone={tone}>
            <Icon node={icon} size={16} />
            <span>
              {words} {countdown === undefined ? null : <span aria-hidden="true">{countdown} </span>}
              {more}
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
