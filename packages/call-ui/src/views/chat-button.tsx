import { MessageSquare } from "lucide";
import type { ComponentChild } from "preact";
import { ControlButton } from "./control-button.tsx";
import { useText } from "./text-context.ts";
import type { Panels } from "./use-panels.ts";

/** Opens and closes the chat, and says how many messages are new. */
export function ChatButton({ panels }: { readonly panels: Panels }): ComponentChild {
  const { controls } = useText();
  const { open, unread, toggle } = panels;
  return (
    <ControlButton
      icon={MessageSquare}
      label={unread > 0 ? controls.chatUnread(unread) : controls.chat}
      expanded={open === "chat"}
      {...(unread > 0 ? { badge: unread > 9 ? "9+" : String(unread) } : {})}
      onClick={() => toggle("chat")}
    />
  );
}
