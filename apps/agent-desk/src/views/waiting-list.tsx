import { useNow } from "@videoengager/ui-kit/hooks/use-now";
import { Icon } from "@videoengager/ui-kit/icon";
import { formatClock } from "@videoengager/ui-kit/text/format-duration";
import { BellOff, Undo2, Volume2 } from "lucide";
import type { JSX } from "preact";
import { isHeldBack } from "../model/describe-queue.ts";
import type { DeskState } from "../model/desk-state.ts";
import type { Commands } from "./commands.ts";
import { Notice } from "./notice.tsx";
import { NotificationOffer } from "./notification-offer.tsx";
import { RingingCard, WAITING_HEADING_ID } from "./ringing-card.tsx";

export interface WaitingListProps {
  readonly state: DeskState;
  readonly takesCalls: boolean;
  readonly commands: Commands;
}

/** The ringing visitors. */
export function WaitingList({ state, takesCalls, commands }: WaitingListProps): JSX.Element {
  const { ringing, rejecting, silenced, preferences, call, notices, text } = state;
  const { count, longestSinceMs } = state.queueLength;
  const nowMs = useNow(ringing.length > 0 || count > 0 || isHeldBack(state.heldBackUntilMs, Date.now()));
  const canSilence = ringing.length > 0 && preferences.sound && !silenced && !call;
  return (
    <section
      class={`panel waiting${ringing.length > 0 ? " waiting--ringing" : ""}`}
      aria-labelledby={WAITING_HEADING_ID}
    >
      <div class="panel__head">
        <h2 class="panel__title" id={WAITING_HEADING_ID} tabIndex={-1}>
          {text.waiting.title}
          {ringing.length > 0 && <span class="badge">{ringing.length}</span>}
        </h2>
        {canSilence && (
          <button
            class="button"
            data-kind="quiet"
            type="button"
            aria-keyshortcuts="S"
            onClick={commands.silence}
          >
            <Icon node={BellOff} size={16} />
            {text.waiting.silence}
            {preferences.shortcuts && <kbd aria-hidden="true">S</kbd>}
          </button>
        )}
      </div>
      {count > ringing.length + rejecting.length && longestSinceMs !== null && (
        <p class="waiting__count">
          {text.waiting.inQueue(count)} ·{" "}
          <span class="waiting__longest">
            {text.waiting.longestWait(formatClock(nowMs - longestSinceMs))}
          </span>
        </p>
      )}
      <SoundPrompt state={state} commands={commands} />
      <Notice message={notices.waiting} onDismiss={() => commands.dismiss("waiting")} />
      <Rejected state={state} commands={commands} />
      {ringing.length === 0 ? (
        <>
          <EmptyList state={state} takesCalls={takesCalls} nowMs={nowMs} />
          <NotificationOffer state={state} commands={commands} />
        </>
      ) : (
        <ul class="waiting__list">
          {ringing.map((visitor, index) => (
            <RingingCard
              key={visitor.visitorId}
              visitor={visitor}
              nowMs={nowMs}
              isNext={index === 0 && !call}
              isBusy={call !== null}
              showKeys={index === 0 && preferences.shortcuts && !call}
              commands={commands}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Visitors who were just rejected, each with an undo button. */
function Rejected({ state, commands }: Pick<WaitingListProps, "state" | "commands">): JSX.Element | null {
  const { rejecting, preferences, text } = state;
  if (rejecting.length === 0) return null;
  const last = rejecting.at(-1);
  return (
    <ul class="waiting__list">
      {rejecting.map((visitor) => (
        <li key={visitor.visitorId} class="rejected">
          <p class="rejected__name">{text.waiting.rejected(visitor.name || null)}</p>
          <button
            class="button"
            data-size="small"
            type="button"
            aria-keyshortcuts={preferences.shortcuts && visitor === last ? "U" : undefined}
            onClick={() => commands.undoReject(visitor.visitorId)}
          >
            <Icon node={Undo2} size={16} />
            {text.waiting.undo}
            {preferences.shortcuts && visitor === last && <kbd aria-hidden="true">U</kbd>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function EmptyList({
  state,
  takesCalls,
  nowMs,
}: Pick<WaitingListProps, "state" | "takesCalls"> & { readonly nowMs: number }): JSX.Element | null {
  const { waiting } = state.text;
  const reason = whyNobodyRings(state, takesCalls, nowMs);
  if (reason) return <p class="empty">{reason}</p>;
  // A visitor is waiting, for other agents or because this agent rejected the call.
  if (state.queueLength.count > 0 || state.rejecting.length > 0) return null;
  return (
    <p class="empty">
      {waiting.nobody}
      {state.preferences.shortcuts && (
        <span class="empty__keys">
          <kbd>A</kbd> {waiting.keys.accepts} · <kbd>R</kbd> {waiting.keys.rejects} · <kbd>S</kbd>{" "}
          {waiting.keys.silences}
        </span>
      )}
    </p>
  );
}

function whyNobodyRings(state: DeskState, takesCalls: boolean, nowMs: number): string {
  const { queue, call, online, heldBackUntilMs, text } = state;
  if (!takesCalls) return text.waiting.onlyOnQueue;
  if (!online) return text.waiting.withoutConnection;
  if (queue === "off") return text.waiting.goOnQueue;
  if (call) return text.waiting.notDuringCall;
  return isHeldBack(heldBackUntilMs, nowMs) ? text.queue.onInWrapUp : "";
}

function SoundPrompt({ state, commands }: Pick<WaitingListProps, "state" | "commands">): JSX.Element | null {
  const { queue, preferences, browser, call, text } = state;
  if (queue !== "on" || call || !preferences.sound) return null;
  if (browser.sound === "missing") return <p class="prompt">{text.waiting.soundMissing}</p>;
  if (browser.sound !== "held-back") return null;
  return (
    <div class="prompt">
      <p>{text.waiting.soundHeldBack}</p>
      <button class="button" data-size="small" type="button" onClick={commands.unblockSound}>
        <Icon node={Volume2} size={16} />
        {text.waiting.turnSoundOn}
      </button>
    </div>
  );
}
