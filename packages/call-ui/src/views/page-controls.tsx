import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import type { ComponentChild, ComponentChildren } from "preact";
import { ChatButton } from "./chat-button.tsx";
import { MediaControls } from "./media-controls.tsx";
import type { ChatView } from "./use-chat-view.ts";

interface PageControlsProps {
  readonly media: LocalMedia;
  readonly chat: ChatView;
  readonly children?: ComponentChildren;
}

/** Microphone, camera and, where it is offered, the chat: the controls of a page before the call. */
export function PageControls({ media, chat, children }: PageControlsProps): ComponentChild {
  return (
    <div class="control-group">
      <MediaControls media={media} />
      {chat.offer === "none" ? null : <ChatButton panels={chat.panels} />}
      {children}
    </div>
  );
}
