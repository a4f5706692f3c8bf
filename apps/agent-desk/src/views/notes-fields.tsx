import type { JSX } from "preact";
import type { PastCall } from "../model/desk-state.ts";
import { type CallNotes, DISPOSITIONS, type NotesProgress } from "../model/notes.ts";
import type { Commands } from "./commands.ts";
import { useText } from "./text-context.ts";

export interface NotesFieldsProps {
  readonly past: PastCall;
  /** Undefined before the first change. */
  readonly progress: NotesProgress | undefined;
  /** Whether the platform saves notes. Otherwise they stay in this tab. */
  readonly isKept: boolean;
  readonly commands: Commands;
}

const MAX_NOTE_LENGTH = 4_000;

/** The outcome and note of a call, saved while the agent types. */
export function NotesFields({ past, progress, isKept, commands }: NotesFieldsProps): JSX.Element {
  const text = useText();
  const words = text.notes;
  const { id, note, disposition } = past;
  const write = (change: Partial<CallNotes>): void =>
    commands.writeNotes(past, { note, disposition, ...change });
  return (
    <>
      <div class="field">
        <label class="field__label" htmlFor={`note-${id}`}>
          {words.note} <span class="field__optional">{text.optional}</span>
        </label>
        <textarea
          class="input"
          id={`note-${id}`}
          dir="auto"
          rows={3}
          maxLength={MAX_NOTE_LENGTH}
          value={note}
          aria-describedby={`note-hint-${id}`}
          onInput={(event) => write({ note: event.currentTarget.value })}
        />
        <p class="field__hint" id={`note-hint-${id}`}>
          {isKept ? words.hint : words.hintInTab}
        </p>
      </div>
      <div class="field">
        <label class="field__label" htmlFor={`outcome-${id}`}>
          {words.outcome} <span class="field__optional">{text.optional}</span>
        </label>
        <select
          class="input"
          id={`outcome-${id}`}
          value={disposition ?? ""}
          onChange={(event) => write({ disposition: event.currentTarget.value || null })}
        >
          <option value="">{words.noOutcome}</option>
          {DISPOSITIONS.map((code) => (
            <option key={code} value={code}>
              {words.outcomes[code]}
            </option>
          ))}
          {disposition !== null && !isOffered(disposition) && (
            <option value={disposition}>{disposition}</option>
          )}
        </select>
        <p class={`notes-progress notes-progress--${progress ?? "saved"}`} role="status">
          {progress && words.progress[progress]}
        </p>
        {progress === "failed" && (
          <button class="button" data-size="small" type="button" onClick={() => write({})}>
            {text.tryAgain}
          </button>
        )}
      </div>
    </>
  );
}

/** The words for an outcome. Codes of other applications show unchanged. */
export function useOutcomeWords(): (disposition: string) => string {
  const { notes } = useText();
  return (disposition) => (isOffered(disposition) ? notes.outcomes[disposition] : disposition);
}

function isOffered(disposition: string): disposition is (typeof DISPOSITIONS)[number] {
  return (DISPOSITIONS as readonly string[]).includes(disposition);
}
