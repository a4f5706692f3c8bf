import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { MicOff, VideoOff } from "lucide";
import type { ComponentChild } from "preact";
import { useMemo } from "preact/hooks";
import { useText } from "./text-context.ts";
import { VideoView } from "./video-view.tsx";

/** The person's own picture, and in words what of it is off. Only the camera that faces the person is mirrored. */
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
  const isShown = stream !== null && camera.wanted && !camera.systemMuted;
  return (
    <div class="own-video" data-compact={compact}>
      <VideoView
        stream={stream}
        testId="own-video"
        label={ownPicture.label}
        silent
        mirrored={camera.facing !== "environment"}
        hidden={!isShown}
        fit="cover"
      />
      {isShown ? null : (
        <div class="own-off">
          <Icon node={VideoOff} size={compact ? 20 : 28} />
          <span class={compact ? "visually-hidden" : ""}>
            {camera.phase === "opening" ? ownPicture.opening : ownPicture.cameraIsOff}
          </span>
        </div>
      )}
      {microphone.wanted && !microphone.systemMuted ? null : (
        <span class="chip own-muted">
          <Icon node={MicOff} size={14} />
          {ownPicture.muted}
        </span>
      )}
    </div>
  );
}
