import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { MessageSquare } from "lucide";
import type { ComponentChild } from "preact";
import type { ChatView } from "./use-chat-view.ts";

/** Before the call: the newest message that has not been seen. A press opens the chat. */
export function ChatTeaser({ view }: { readonly view: ChatView }): ComponentChild {
  const { chat, panels, peerLabel } = view;
  const newest = useStore(chat.messages).findLast(({ mine }) => !mine);
  return (
    <div class="chat-teaser" role="status">
      {panels.unread === 0 || newest === undefined ? null : (
        <button type="button" onClick={() => panels.toggle("chat")}>
          <Icon node={MessageSquare} size={20} />
          <span>
            <bdi class="chat-teaser-by">{peerLabel}</bdi>
            <bdi class="chat-teaser-text">{newest.text}</bdi>
          </span>
        </button>
      )}
    </div>
  );
}
