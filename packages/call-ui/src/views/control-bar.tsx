import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Ellipsis, MessageSquare, MonitorUp, MonitorX, PhoneOff } from "lucide";
import type { ComponentChild } from "preact";
import type { CallController } from "../call/call-controller.ts";
import { ControlButton } from "./control-button.tsx";
import { MediaControls } from "./media-controls.tsx";
import { useText } from "./text-context.ts";

export type Panel = "chat" | "more" | null;

interface ControlBarProps {
  readonly controller: CallController;
  readonly panel: Panel;
  readonly unread: number;
  readonly onPanel: (panel: Panel) => void;
}

const CAN_SHARE_SCREEN = typeof navigator.mediaDevices?.getDisplayMedia === "function";

/** What one does in a call; hanging up stands apart. */
export function ControlBar({ controller, panel, unread, onPanel }: ControlBarProps): ComponentChild {
  const { controls } = useText();
  const { media } = controller;
  const { screen } = useStore(media.view);
  const toggle = (which: Panel): void => onPanel(panel === which ? null : which);
  return (
    <div class="control-bar" role="group" aria-label={controls.bar} data-controls>
      <div class="control-group">
        <MediaControls media={media} />
        {CAN_SHARE_SCREEN ? (
          <ControlButton
            icon={screen === null ? MonitorUp : MonitorX}
            label={controls.share}
            hint={screen === null ? controls.share : controls.stopSharing}
            pressed={screen !== null}
            onClick={() => void (screen === null ? media.startScreen() : media.stopScreen())}
          />
        ) : null}
        <ControlButton
          icon={MessageSquare}
          label={unread > 0 ? controls.chatUnread(unread) : controls.chat}
          expanded={panel === "chat"}
          {...(unread > 0 ? { badge: unread > 9 ? "9+" : String(unread) } : {})}
          onClick={() => toggle("chat")}
        />
        <ControlButton
          icon={Ellipsis}
          label={controls.more}
          expanded={panel === "more"}
          onClick={() => toggle("more")}
        />
      </div>
      <ControlButton
        icon={PhoneOff}
        label={controls.hangUp}
        tone="danger"
        onClick={() => controller.hangUp()}
      />
    </div>
  );
}
