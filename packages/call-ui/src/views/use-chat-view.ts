import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import type { CallController } from "../call/call-controller.ts";
import type { Chat } from "../call/chat.ts";
import { type ChatOffer, chatOffer } from "../call/chat-offer.ts";
import { partyLabel, partyName } from "./party-name.ts";
import { useText } from "./text-context.ts";
import { type Panels, usePanels } from "./use-panels.ts";

/** What the pages before the call and the call itself show of the chat. */
export interface ChatView {
  readonly chat: Chat;
  readonly panels: Panels;
  readonly offer: ChatOffer;
  /** The other side; null where no name is known. */
  readonly peerName: string | null;
  /** Never empty: without a name, what to call the person. */
  readonly peerLabel: string;
}

/**
 * @param known the other side's name from before its page connects; empty for none
 * @param opensForMessages see {@link usePanels}
 */
export function useChatView(
  { chat, state }: CallController,
  known: string,
  opensForMessages = false,
): ChatView {
  const text = useText();
  const call = useStore(state);
  const hasMessages = useStore(chat.messages).length > 0;
  const peerName = partyName(call, known);
  return {
    chat,
    panels: usePanels(chat, opensForMessages),
    offer: chatOffer(call, hasMessages),
    peerName,
    peerLabel: partyLabel(call, peerName, text),
  };
}
