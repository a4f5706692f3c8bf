import { Icon } from "@videoengager/design-tokens/icon";
import { PhoneIncoming, Video, X } from "lucide";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { describeContext } from "../model/describe-context.ts";
import type { RingingVisitor } from "../model/desk-state.ts";
import { formatDuration, speakDuration } from "../model/format-duration.ts";
import type { Commands } from "./commands.ts";
import { useText } from "./text-context.ts";
import { useFocusReturn } from "./use-focus-return.ts";

export interface RingingCardProps {
  readonly visitor: RingingVisitor;
  readonly nowMs: number;
  /** The one who has waited longest. */
  readonly isNext: boolean;
  /** The agent is in a call and cannot take another. */
  readonly isBusy: boolean;
  readonly showKeys: boolean;
  readonly commands: Commands;
}

/** Of the list that the cards stand in. */
export const WAITING_HEADING_ID = "waiting";

const SHOWN_LINES = 4;

/** One visitor who waits: who, since when, what the web site knows, accept and reject. Once it goes, the keyboard goes on at the list's heading. */
export function RingingCard(props: RingingCardProps): JSX.Element {
  const { waiting: words, language } = useText();
  const { visitor, nowMs, isNext, isBusy, showKeys, commands } = props;
  const { visitorId, name, waitingSinceMs } = visitor;
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
          <span aria-hidden="true">{formatDuration(waitedMs)}</span>
          <span class="visually-hidden">{words.waitedFor(speakDuration(waitedMs, language))}</span>
        </span>
      </div>
      <Context visitor={visitor} />
      <div class="ringing__actions">
        <button
          class="button button--live"
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
          class="button button--danger-quiet"
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

function Context({ visitor }: { readonly visitor: RingingVisitor }): JSX.Element | null {
  const text = useText();
  const lines = describeContext(visitor.customData, text);
  if (lines.length === 0) return null;
  const rest = lines.slice(SHOWN_LINES);
  return (
    <>
      <Lines lines={lines.slice(0, SHOWN_LINES)} />
      {rest.length > 0 && (
        <details class="disclosure disclosure--small">
          <summary>{text.waiting.more(rest.length)}</summary>
          <Lines lines={rest} />
        </details>
      )}
    </>
  );
}

function Lines({ lines }: { readonly lines: ReturnType<typeof describeContext> }): JSX.Element {
  return (
    <dl class="context">
      {lines.map(({ label, value }) => (
        <div class="context__line" key={label}>
          <dt>{label}</dt>
          <dd class="typed" dir="auto">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
