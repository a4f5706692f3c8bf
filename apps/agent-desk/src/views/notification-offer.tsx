import { Icon } from "@videoengager/design-tokens/icon";
import { BellRing, X } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DeskState } from "../model/desk-state.ts";
import type { Commands } from "./commands.ts";

/** Offered when it begins to matter, on the queue, and only while nothing rings. */
export function NotificationOffer(props: {
  readonly state: DeskState;
  readonly commands: Commands;
}): JSX.Element | null {
  const { state, commands } = props;
  const [isDeclined, setIsDeclined] = useState(false);
  if (isDeclined || state.call || state.queue !== "on" || state.browser.notifications !== "default")
    return null;
  return (
    <div class="prompt">
      <p>Be told of a ringing call while this tab is in the background?</p>
      <div class="prompt__actions">
        <button class="button button--small" type="button" onClick={commands.askForNotifications}>
          <Icon node={BellRing} size={16} />
          Allow notifications
        </button>
        <button class="icon-button" type="button" aria-label="Not now" onClick={() => setIsDeclined(true)}>
          <Icon node={X} size={16} />
        </button>
      </div>
    </div>
  );
}
