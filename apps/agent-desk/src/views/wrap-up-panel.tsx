import { useNow } from "@videoengager/ui-kit/hooks/use-now";
import { formatClock, formatDuration } from "@videoengager/ui-kit/text/format-duration";
import type { JSX } from "preact";
import { findName } from "../model/describe-call.ts";
import type { NotesProgress, PastCall } from "../model/desk-state.ts";
import type { Messages } from "../text/messages.ts";
import type { Commands } from "./commands.ts";
import { NotesFields } from "./notes-fields.tsx";
import { useText } from "./text-context.ts";

export interface WrapUpPanelProps {
  readonly past: PastCall;
  /** Until when the platform holds calls back; null if it doesn't. */
  readonly heldBackUntilMs: number | null;
  readonly progress: NotesProgress | undefined;
  readonly isKept: boolean;
  /** Whether the platform holds calls back after a call. */
  readonly hasPause: boolean;
  readonly commands: Commands;
}

/** After a call: its duration, outcome and note, and how long calls are held back. */
export function WrapUpPanel(props: WrapUpPanelProps): JSX.Element {
  const { past, heldBackUntilMs, progress, isKept, hasPause, commands } = props;
  const text = useText();
  const words = text.wrapUp;
  const leftMs = (heldBackUntilMs ?? 0) - useNow(true);
  return (
    <section class="card wrap-up" aria-labelledby="wrap-up">
      <div class="wrap-up__head">
        <h1 class="card__title" id="wrap-up">
          {words.title}
        </h1>
        {leftMs > 0 && <span class="wrap-up__time">{formatClock(leftMs)}</span>}
      </div>
      <p class="card__lead">
        {words.talked(findName(past), formatDuration(past.talkMs ?? 0, text.language))}{" "}
        {ringingWords(words, leftMs, hasPause)}
      </p>
      <NotesFields past={past} progress={progress} isKept={isKept} commands={commands} />
      {leftMs > 0 ? (
        <button class="button" data-kind="primary" type="button" onClick={commands.endWrapUp}>
          {words.readyNow}
        </button>
      ) : (
        <button class="button" data-kind="primary" type="button" onClick={commands.closeWrapUp}>
          {text.done}
        </button>
      )}
    </section>
  );
}

function ringingWords(words: Messages["wrapUp"], leftMs: number, hasPause: boolean): string {
  if (leftMs > 0) return words.nobodyRings;
  return hasPause ? words.canRingAgain : "";
}
