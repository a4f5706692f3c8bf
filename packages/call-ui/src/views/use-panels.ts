import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../call/chat.ts";

export type Panel = "chat" | "more" | null;

/** The panels beside a page or a call, of which at most one is open. */
export interface Panels {
  readonly open: Panel;
  /** The person opened it, so the keyboard goes there. */
  readonly takesFocus: boolean;
  /** How many messages came since the chat was last seen. */
  readonly unread: number;
  /** Opens a panel, or closes it where it is open. */
  readonly toggle: (panel: "chat" | "more") => void;
  /** Closes the open panel and gives the keyboard back to its button. */
  readonly close: () => void;
}

interface Opened {
  readonly panel: Panel;
  readonly takesFocus: boolean;
}

const CLOSED: Opened = { panel: null, takesFocus: false };

/**
 * Outlives the views: what is open in the lobby is open in the call.
 *
 * @param opensForMessages the chat opens when a message comes in, and leaves the keyboard where it is
 */
export function usePanels(chat: Chat, opensForMessages = false): Panels {
  const [{ panel, takesFocus }, setOpened] = useState(CLOSED);
  const received = useStore(chat.received);
  const seen = useRef(0);
  if (panel === "chat") seen.current = received;
  const unread = Math.max(0, received - seen.current);
  useEffect(() => {
    if (opensForMessages && unread > 0) setOpened({ panel: "chat", takesFocus: false });
  }, [unread]);
  return {
    open: panel,
    takesFocus,
    unread,
    toggle: (which) => setOpened(panel === which ? CLOSED : { panel: which, takesFocus: true }),
    close: () => {
      document.querySelector<HTMLElement>('.control[aria-expanded="true"]')?.focus();
      setOpened(CLOSED);
    },
  };
}
