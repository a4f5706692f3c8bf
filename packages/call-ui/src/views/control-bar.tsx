import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Ellipsis, MonitorUp, MonitorX } from "lucide";
import type { ComponentChild } from "preact";
import type { CallController } from "../call/call-controller.ts";
import { ChatButton } from "./chat-button.tsx";
import { ControlButton } from "./control-button.tsx";
import { HangUpButton } from "./hang-up-button.tsx";
import { MediaControls } from "./media-controls.tsx";
import { useText } from "./text-context.ts";
import type { Panels } from "./use-panels.ts";

interface ControlBarProps {
  readonly controller: CallController;
  readonly panels: Panels;
  /** Mute, camera and hang up alone. */
  readonly isCompact: boolean;
}

const CAN_SHARE_SCREEN = typeof navigator.mediaDevices?.getDisplayMedia === "function";

/** What one does in a call; hanging up stands apart. */
export function ControlBar({ controller, panels, isCompact }: ControlBarProps): ComponentChild {
  const { controls } = useText();
  return (
    <div class="control-bar" role="group" aria-label={controls.bar} data-controls>
      <div class="control-group">
        <MediaControls media={controller.media} />
        {isCompact ? null : <MoreControls controller={controller} panels={panels} />}
      </div>
      <HangUpButton controller={controller} />
    </div>
  );
}

function MoreControls({ controller, panels }: Omit<ControlBarProps, "isCompact">): ComponentChild {
  const { controls } = useText();
  const { media } = controller;
  const { screen } = useStore(media.view);
  return (
    <>
      {CAN_SHARE_SCREEN ? (
        <ControlButton
          icon={screen === null ? MonitorUp : MonitorX}
          label={controls.share}
          hint={screen === null ? controls.share : controls.stopSharing}
          pressed={screen !== null}
          onClick={() => void (screen === null ? media.startScreen() : media.stopScreen())}
        />
      ) : null}
      <ChatButton panels={panels} />
      <ControlButton
        icon={Ellipsis}
        label={controls.more}
        expanded={panels.open === "more"}
        onClick={() => panels.toggle("more")}
      />
    </>
  );
}
