import type { ComponentChild, ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type LazyModule, loadModule } from "../load-module.ts";
import type { ChatPanelProps } from "./chat-panel.tsx";
import type { ChatView } from "./use-chat-view.ts";
import { useModule } from "./use-module.ts";
import { useVisualViewport } from "./use-visual-viewport.ts";

/** Most calls are held without the chat. */
const chatPanel: LazyModule<ComponentType<ChatPanelProps>> = loadModule(
  async () => (await import("./chat-panel.tsx")).ChatPanel,
);

interface WithChatProps {
  readonly view: ChatView;
  /** The call has a place for panels in its layout; other pages get narrower. */
  readonly layout: "page" | "call";
  readonly children: ComponentChildren;
}

/**
 * A page, and beside it the chat while that is open. The chat stays when the page changes, so nobody loses a half-written
 * message because the call starts.
 */
export function WithChat({ view, layout, children }: WithChatProps): ComponentChild {
  const { chat, panels, offer, peerName, peerLabel } = view;
  const [draft, setDraft] = useState("");
  const isWanted = panels.open === "chat" && (layout === "call" || offer !== "none");
  const ChatPanel = useModule(chatPanel, isWanted);
  useVisualViewport();
  useEffect(() => {
    // Only the call has that panel.
    if (layout === "page" && panels.open === "more") panels.toggle("more");
  }, [layout]);
  return (
    <div
      class="with-chat"
      data-layout={layout}
      data-chat={ChatPanel !== null}
      onKeyDown={(event) => {
        if (event.key === "Escape" && panels.open !== null) panels.close();
      }}
    >
      {children}
      {ChatPanel === null ? null : (
        <ChatPanel
          chat={chat}
          isRead={offer === "open"}
          peerName={peerName}
          peerLabel={peerLabel}
          draft={draft}
          onDraft={setDraft}
          takesFocus={panels.takesFocus}
          onClose={panels.close}
        />
      )}
    </div>
  );
}
