import { Icon } from "@videoengager/design-tokens/icon";
import { BellOff, Volume2 } from "lucide";
import type { JSX } from "preact";
import type { DeskState } from "../model/desk-state.ts";
import type { Commands } from "./commands.ts";
import { Notice } from "./notice.tsx";
import { NotificationOffer } from "./notification-offer.tsx";
import { RingingCard, WAITING_HEADING_ID } from "./ringing-card.tsx";
import { useNow } from "./use-now.ts";

export interface WaitingListProps {
  readonly state: DeskState;
  readonly takesCalls: boolean;
  readonly commands: Commands;
}

/** Who is waiting: name, since when, context, accept and reject. */
export function WaitingList({ state, takesCalls, commands }: WaitingListProps): JSX.Element {
  const { ringing, silenced, preferences, call, notices, text } = state;
  const nowMs = useNow(ringing.length > 0);
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
          <button class="button button--quiet" type="button" aria-keyshortcuts="S" onClick={commands.silence}>
            <Icon node={BellOff} size={16} />
            {text.waiting.silence}
            {preferences.shortcuts && <kbd aria-hidden="true">S</kbd>}
          </button>
        )}
      </div>
      <SoundPrompt state={state} commands={commands} />
      <Notice message={notices.waiting} onDismiss={() => commands.dismiss("waiting")} />
      {ringing.length === 0 ? (
        <>
          <EmptyList state={state} takesCalls={takesCalls} />
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

function EmptyList({ state, takesCalls }: Pick<WaitingListProps, "state" | "takesCalls">): JSX.Element {
  const { waiting } = state.text;
  const reason = whyNobodyRings(state, takesCalls);
  if (reason) return <p class="empty">{reason}</p>;
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

function whyNobodyRings({ queue, call, online, text }: DeskState, takesCalls: boolean): string {
  if (!takesCalls) return text.waiting.onlyOnQueue;
  if (!online) return text.waiting.withoutConnection;
  if (queue === "off") return text.waiting.goOnQueue;
  return call ? text.waiting.notDuringCall : "";
}

function SoundPrompt({ state, commands }: Pick<WaitingListProps, "state" | "commands">): JSX.Element | null {
  const { queue, preferences, browser, call, text } = state;
  if (queue !== "on" || call || !preferences.sound) return null;
  if (browser.sound === "missing") return <p class="prompt">{text.waiting.soundMissing}</p>;
  if (browser.sound !== "held-back") return null;
  return (
    <div class="prompt">
      <p>{text.waiting.soundHeldBack}</p>
      <button class="button button--small" type="button" onClick={commands.unblockSound}>
        <Icon node={Volume2} size={16} />
        {text.waiting.turnSoundOn}
      </button>
    </div>
  );
}
