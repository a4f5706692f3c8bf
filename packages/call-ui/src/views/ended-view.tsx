import { formatDuration } from "@videoengager/ui-kit/text/format-duration";
import type { IconNode } from "lucide";
import { CircleAlert, MonitorSmartphone, PhoneOff, WifiOff } from "lucide";
import type { ComponentChild } from "preact";
import type { CallState, Outcome } from "../call/call-state.ts";
import type { Chat } from "../call/chat.ts";
import type { Messages } from "../text/messages.ts";
import { MessagePage } from "./message-page.tsx";
import { useText } from "./text-context.ts";
import { UndeliveredNote } from "./undelivered-note.tsx";

interface EndedViewProps {
  readonly state: CallState;
  readonly chat: Chat;
  /** Null where it is not known. */
  readonly peerName: string | null;
  readonly brand?: ComponentChild;
  /** Tries to get this page's place in the call back. */
  readonly onContinue?: () => void;
  /** How to request another call, where the visitor requested this one. */
  readonly again?: ComponentChild;
}

/** Who ended the call, how long it took, and what one can do now. */
export function EndedView(props: EndedViewProps): ComponentChild {
  const { state, chat, peerName, brand, onContinue, again } = props;
  const text = useText();
  const outcome: Outcome = state.outcome ?? {
    kind: "ended",
    reason: "hung-up",
    by: state.role,
    talkTimeMs: state.counters.activeSinceMs === null ? 0 : Date.now() - state.counters.activeSinceMs,
  };
  if (outcome.kind === "taken-over")
    return (
      <MessagePage icon={MonitorSmartphone} brand={brand} title={text.ended.takenOver}>
        <p>{text.ended.takenOverText}</p>
        <ContinueButton words={text.ended.continueHere} onClick={onContinue} />
      </MessagePage>
    );
  if (outcome.kind === "refused")
    return (
      <MessagePage icon={CircleAlert} brand={brand} tone="attention" title={text.ended.refused}>
        <p>{text.ended.refusedText}</p>
        <ContinueButton words={text.tryAgain} onClick={onContinue} />
      </MessagePage>
    );
  const { title, more, icon } = describe(outcome, state, peerName, text);
  return (
    <MessagePage icon={icon} brand={brand} title={title}>
      {more === null ? null : <p>{more}</p>}
      {more !== null && outcome.talkTimeMs === 0 ? null : (
        <p data-testid="talk-time">
          {outcome.talkTimeMs > 0
            ? text.ended.took(formatDuration(outcome.talkTimeMs, text.language))
            : text.ended.notConnected}
        </p>
      )}
      <UndeliveredNote chat={chat} />
      {wantsAnother(outcome) ? again : null}
      <p class="muted">{state.role === "agent" ? text.ended.agentNext : text.ended.visitorNext}</p>
    </MessagePage>
  );
}

function ContinueButton({
  words,
  onClick,
}: {
  readonly words: string;
  readonly onClick: (() => void) | undefined;
}): ComponentChild {
  if (onClick === undefined) return null;
  return (
    <button type="button" class="button" data-kind="primary" onClick={onClick}>
      {words}
    </button>
  );
}

/** A visitor whom nobody served, or whose call broke off, probably still wants to talk. */
function wantsAnother({ reason }: Extract<Outcome, { kind: "ended" }>): boolean {
  return reason !== "hung-up";
}

function describe(
  { reason, by }: Extract<Outcome, { kind: "ended" }>,
  state: CallState,
  peerName: string | null,
  { ended }: Messages,
): { readonly title: string; readonly more: string | null; readonly icon: IconNode } {
  switch (reason) {
    case "hung-up":
      return {
        title: by === null ? ended.plain : by === state.role ? ended.byYou : ended.byOther(peerName),
        more: null,
        icon: PhoneOff,
      };
    case "lost":
      return { title: ended.lost, more: ended.lostText, icon: WifiOff };
    case "timeout":
    case "rejected":
      return { title: ended.timeout, more: ended.timeoutText, icon: PhoneOff };
    case "visitor-left":
      return { title: state.role === "agent" ? ended.visitorLeft : ended.plain, more: null, icon: PhoneOff };
    case "abandoned":
      return { title: state.role === "agent" ? ended.abandoned : ended.plain, more: null, icon: PhoneOff };
    default:
      return { title: ended.plain, more: null, icon: PhoneOff };
  }
}
