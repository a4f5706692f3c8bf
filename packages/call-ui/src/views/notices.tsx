import { Icon } from "@videoengager/design-tokens/icon";
import { TriangleAlert } from "lucide";
import type { ComponentChild } from "preact";
import type { CallState } from "../call/call-state.ts";
import type { Quality } from "../call/rate-quality.ts";
import type { LocalMedia } from "../media/local-media.ts";
import { deviceNotices, noticesOf } from "./notices-of.ts";
import { useText } from "./text-context.ts";
import { useNow } from "./use-now.ts";
import { useStore } from "./use-store.ts";

/** The lines over the video. */
export function Notices({
  state,
  quality,
  peerName,
  media,
  soundBlocked,
}: {
  readonly state: CallState;
  readonly quality: Quality;
  readonly peerName: string;
  readonly media: LocalMedia;
  readonly soundBlocked: (() => void) | null;
}): ComponentChild {
  const text = useText();
  const nowMs = useNow(state.room?.peer.presence === "away");
  const notices = [
    ...noticesOf(state, quality, peerName, nowMs, text),
    ...deviceNotices(useStore(media.view), text),
  ];
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
