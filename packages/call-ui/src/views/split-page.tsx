import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import type { ComponentChild, ComponentChildren } from "preact";
import { OwnVideo } from "./own-video.tsx";

interface SplitPageProps {
  readonly media: LocalMedia;
  /** Over one's own picture. */
  readonly controls: ComponentChildren;
  /** Under it. */
  readonly below?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One's own picture, and beside it (on a phone: under it) what one does now. */
export function SplitPage({ media, controls, below, children }: SplitPageProps): ComponentChild {
  return (
    <main class="split">
      <div class="split-picture">
        <div class="split-frame">
          <OwnVideo media={media} />
          <div class="control-bar" data-controls>
            {controls}
          </div>
        </div>
        {below}
      </div>
      <div class="split-card">{children}</div>
    </main>
  );
}
