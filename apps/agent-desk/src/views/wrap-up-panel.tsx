import type { JSX } from "preact";
import { nameCall } from "../model/describe-call.ts";
import type { PastCall, WrapUp } from "../model/desk-state.ts";
import { formatDuration, speakDuration } from "../model/format-duration.ts";
import type { Messages } from "../text/messages.ts";
import type { Commands } from "./commands.ts";
import { useText } from "./text-context.ts";
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
  const text = useText();
  const words = text.wrapUp;
  const leftMs = wrapUp.untilMs - useNow(true);
  return (
    <section class="card wrap-up" aria-labelledby="wrap-up">
      <div class="wrap-up__head">
        <h1 class="card__title" id="wrap-up">
          {words.title}
        </h1>
        {leftMs > 0 && <span class="wrap-up__time">{formatDuration(leftMs)}</span>}
      </div>
      <p class="card__lead">
        {words.talked(nameCall(past, text), speakDuration(past.talkMs ?? 0, text.language))}{" "}
        {ringingWords(words, leftMs, hasPause)}
      </p>
      <div class="field">
        <label class="field__label" htmlFor="note">
          {words.note} <span class="field__optional">{text.optional}</span>
        </label>
        <textarea
          class="input"
          id="note"
          dir="auto"
          rows={3}
          value={past.note}
          aria-describedby="note-hint"
          onInput={(event) => commands.writeNote(past.id, event.currentTarget.value)}
        />
        <p class="field__hint" id="note-hint">
          {words.noteHint}
        </p>
      </div>
      <button class="button button--accent" type="button" onClick={commands.closeWrapUp}>
        {text.done}
      </button>
    </section>
  );
}

function ringingWords(words: Messages["wrapUp"], leftMs: number, hasPause: boolean): string {
  if (leftMs > 0) return words.nobodyRings;
  return hasPause ? words.canRingAgain : "";
}
