import { Icon } from "@videoengager/design-tokens/icon";
import { MicOff, VideoOff } from "lucide";
import type { ComponentChild } from "preact";
import { useMemo } from "preact/hooks";
import type { LocalMedia } from "../media/local-media.ts";
import { useText } from "./text-context.ts";
import { useStore } from "./use-store.ts";
import { VideoView } from "./video-view.tsx";

/** One's own picture, as a mirror shows it, and in words what of it is off. */
export function OwnVideo({
  media,
  compact = false,
}: {
  readonly media: LocalMedia;
  readonly compact?: boolean;
}): ComponentChild {
  const { ownPicture } = useText();
  const { camera, microphone } = useStore(media.view);
  const track = camera.track;
  const stream = useMemo(() => (track === null ? null : new MediaStream([track])), [track]);
  const isShown = stream !== null && camera.wanted;
  return (
    <div class="own-video" data-compact={compact}>
      <VideoView
        stream={stream}
        testId="own-video"
        label={ownPicture.label}
        silent
        mirrored
        hidden={!isShown}
        fit="cover"
      />
      {isShown ? null : (
        <div class="own-off">
          <Icon node={VideoOff} size={compact ? 20 : 28} />
          <span class={compact ? "visually-hidden" : ""}>
            {camera.asking ? ownPicture.opening : ownPicture.cameraIsOff}
          </span>
        </div>
      )}
      {microphone.wanted ? null : (
        <span class="chip own-muted">
          <Icon node={MicOff} size={14} />
          {ownPicture.muted}
        </span>
      )}
    </div>
  );
}
