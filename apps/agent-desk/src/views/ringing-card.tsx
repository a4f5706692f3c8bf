import { Icon } from "@videoengager/ui-kit/icon";
import { formatClock, formatDuration } from "@videoengager/ui-kit/text/format-duration";
import { PhoneIncoming, Video, X } from "lucide";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { RingingVisitor } from "../model/desk-state.ts";
import { CallContext } from "./call-context.tsx";
import type { Commands } from "./commands.ts";
import { useText } from "./text-context.ts";
import { useFocusReturn } from "./use-focus-return.ts";

export interface RingingCardProps {
  readonly visitor: RingingVisitor;
  readonly nowMs: number;
  /** This visitor has waited longest. */
  readonly isNext: boolean;
  /** The agent is in a call and cannot take another. */
  readonly isBusy: boolean;
  readonly showKeys: boolean;
  readonly commands: Commands;
}

/** The id of the list's heading. */
export const WAITING_HEADING_ID = "waiting";

/** A ringing visitor. When the card unmounts, the focus moves to the list's heading. */
export function RingingCard(props: RingingCardProps): JSX.Element {
  const { waiting: words, call, language } = useText();
  const { visitor, nowMs, isNext, isBusy, showKeys, commands } = props;
  const { visitorId, waitingSinceMs } = visitor;
  const name = visitor.name || call.visitor;
  const waitedMs = nowMs - waitingSinceMs;
  const card = useRef<HTMLLIElement>(null);
  useFocusReturn(card, () => document.getElementById(WAITING_HEADING_ID));
  return (
    <li ref={card} class={`ringing${isNext ? " ringing--next" : ""}`} data-visitor-id={visitorId}>
      <div class="ringing__head">
        <span class="ringing__icon">
          <Icon node={PhoneIncoming} />
        </span>
        <h3 class="ringing__name typed" dir="auto">
          {name}
        </h3>
        <span class="ringing__time">
          <span aria-hidden="true">{formatClock(waitedMs)}</span>
          <span class="visually-hidden">{words.waitedFor(formatDuration(waitedMs, language))}</span>
        </span>
      </div>
      <CallContext customData={visitor.customData} />
      <div class="ringing__actions">
        <button
          class="button"
          data-kind="live"
          type="button"
          disabled={isBusy}
          aria-keyshortcuts={showKeys ? "A" : undefined}
          onClick={() => commands.accept(visitorId)}
        >
          <Icon node={Video} />
          <span>
            {words.accept}
            <span class="visually-hidden"> {name}</span>
          </span>
          {showKeys && <kbd aria-hidden="true">A</kbd>}
        </button>
        <button
          class="button"
          data-kind="danger-quiet"
          type="button"
          aria-keyshortcuts={showKeys ? "R" : undefined}
          onClick={() => commands.reject(visitorId)}
        >
          <Icon node={X} />
          <span>
            {words.reject}
            <span class="visually-hidden"> {name}</span>
          </span>
          {showKeys && <kbd aria-hidden="true">R</kbd>}
        </button>
      </div>
    </li>
  );
}
