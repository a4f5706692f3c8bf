import type { JSX } from "preact";
import { nameCall } from "../model/describe-call.ts";
import type { PastCall, WrapUp } from "../model/desk-state.ts";
import { formatDuration, speakDuration } from "../model/format-duration.ts";
import type { Commands } from "./commands.ts";
import { useNow } from "./use-now.ts";

export interface WrapUpPanelProps {
  readonly wrapUp: WrapUp;
  readonly past: PastCall;
  /** Whether the platform holds calls back after a call. */
  readonly hasPause: boolean;
  readonly commands: Commands;
}

/** After a call: how it went, a note, and how long nobody rings. */
export function WrapUpPanel({ wrapUp, past, hasPause, commands }: WrapUpPanelProps): JSX.Element {
  const leftMs = wrapUp.untilMs - useNow(true);
  return (
    <section class="card wrap-up" aria-labelledby="wrap-up">
      <div class="wrap-up__head">
        <h1 class="card__title" id="wrap-up">
          Wrap up
        </h1>
        {leftMs > 0 && <span class="wrap-up__time">{formatDuration(leftMs)}</span>}
      </div>
      <p class="card__lead">
        You talked with {nameCall(past)} for {speakDuration(past.talkMs ?? 0)}.{" "}
        {ringingWords(leftMs, hasPause)}
      </p>
      <div class="field">
        <label class="field__label" htmlFor="note">
          Note <span class="field__optional">optional</span>
        </label>
        <textarea
          class="input"
          id="note"
          rows={3}
          value={past.note}
          aria-describedby="note-hint"
          onInput={(event) => commands.writeNote(past.id, event.currentTarget.value)}
        />
        <p class="field__hint" id="note-hint">
          Shown with the call under past calls, in this tab alone.
        </p>
      </div>
      <button class="button" type="button" onClick={commands.closeWrapUp}>
        Done
      </button>
    </section>
  );
}

function ringingWords(leftMs: number, hasPause: boolean): string {
  if (leftMs > 0) return "Nobody rings until the time is over.";
  return hasPause ? "Calls can ring again." : "";
}
