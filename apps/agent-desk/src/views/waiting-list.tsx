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
  const { ringing, silenced, preferences, call, notices } = state;
  const nowMs = useNow(ringing.length > 0);
  const canSilence = ringing.length > 0 && preferences.sound && !silenced && !call;
  return (
    <section
      class={`panel waiting${ringing.length > 0 ? " waiting--ringing" : ""}`}
      aria-labelledby={WAITING_HEADING_ID}
    >
      <div class="panel__head">
        <h2 class="panel__title" id={WAITING_HEADING_ID} tabIndex={-1}>
          Waiting
          {ringing.length > 0 && <span class="badge">{ringing.length}</span>}
        </h2>
        {canSilence && (
          <button class="button button--quiet" type="button" aria-keyshortcuts="S" onClick={commands.silence}>
            <Icon node={BellOff} size={16} />
            Silence
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
  const reason = whyNobodyRings(state, takesCalls);
  if (reason) return <p class="empty">{reason}</p>;
  return (
    <p class="empty">
      Nobody is waiting. A visitor who asks for a call rings here, with what your web site knows about them.
      {state.preferences.shortcuts && (
        <span class="empty__keys">
          <kbd>A</kbd> accepts, <kbd>R</kbd> rejects, <kbd>S</kbd> silences.
        </span>
      )}
    </p>
  );
}

function whyNobodyRings({ queue, call, online }: DeskState, takesCalls: boolean): string {
  if (!takesCalls) return "Only agents on the queue are rung.";
  if (!online) return "Without a connection nobody can ring here. Visitors who wait ring when it is back.";
  if (queue === "off") return "Go on the queue, and visitors who ask for a call on your web site ring here.";
  return call ? "Nobody rings during a call. Visitors who wait ring when it is over." : "";
}

function SoundPrompt({ state, commands }: Pick<WaitingListProps, "state" | "commands">): JSX.Element | null {
  const { queue, preferences, browser, call } = state;
  if (queue !== "on" || call || !preferences.sound) return null;
  if (browser.sound === "missing")
    return (
      <p class="prompt">
        No sound comes out of this browser, so calls ring silently. Check the sound output.
      </p>
    );
  if (browser.sound !== "held-back") return null;
  return (
    <div class="prompt">
      <p>Your browser holds back the ring tone until you click in this page.</p>
      <button class="button button--small" type="button" onClick={commands.unblockSound}>
        <Icon node={Volume2} size={16} />
        Turn sound on
      </button>
    </div>
  );
}
