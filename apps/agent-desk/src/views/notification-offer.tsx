import { Icon } from "@videoengager/ui-kit/icon";
import { BellRing, X } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DeskState } from "../model/desk-state.ts";
import type { Commands } from "./commands.ts";

/** Offers notifications on the queue while nothing rings. */
export function NotificationOffer(props: {
  readonly state: DeskState;
  readonly commands: Commands;
}): JSX.Element | null {
  const { state, commands } = props;
  const { text } = state;
  const [isDeclined, setIsDeclined] = useState(false);
  if (isDeclined || state.call || state.queue !== "on" || state.browser.notifications !== "default")
    return null;
  return (
    <div class="prompt">
      <p>{text.waiting.offerNotifications}</p>
      <div class="prompt__actions">
        <button class="button" data-size="small" type="button" onClick={commands.askForNotifications}>
          <Icon node={BellRing} size={16} />
          {text.settings.allowNotifications}
        </button>
        <button
          class="icon-button"
          type="button"
          aria-label={text.waiting.notNow}
          onClick={() => setIsDeclined(true)}
        >
          <Icon node={X} size={16} />
        </button>
      </div>
    </div>
  );
}
