import { Icon } from "@videoengager/design-tokens/icon";
import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from "lucide";
import type { JSX } from "preact";
import { nameCall } from "../model/describe-call.ts";
import type { DeskState, History, PastCall } from "../model/desk-state.ts";
import { formatDuration, speakDuration } from "../model/format-duration.ts";
import { mergePastCalls } from "../model/merge-past-calls.ts";
import { useText } from "./text-context.ts";

export interface PastCallsProps {
  readonly state: DeskState;
  readonly onMore: () => void;
}

/** The calls of this tab and those that the platform knows, the newest first; older ones page by page. */
export function PastCalls({ state, onMore }: PastCallsProps): JSX.Element {
  const pastCalls = mergePastCalls(state.pastCalls, state.history.calls);
  const { past } = useText();
  return (
    <section class="panel past" aria-labelledby="past">
      <div class="panel__head">
        <h2 class="panel__title" id="past">
          {past.title}
        </h2>
      </div>
      {pastCalls.length === 0 ? (
        <p class="empty">{past.none}</p>
      ) : (
        <ul class="past__list">
          {pastCalls.map((call) => (
            <PastCallRow key={call.id} past={call} />
          ))}
        </ul>
      )}
      <Older history={state.history} onMore={onMore} />
    </section>
  );
}

function Older({
  history,
  onMore,
}: {
  readonly history: History;
  readonly onMore: () => void;
}): JSX.Element | null {
  const text = useText();
  const { progress, next } = history;
  if (progress === "idle" && next === null) return null;
  return (
    <div class="past__older">
      {progress === "failed" && <p role="status">{text.past.failed}</p>}
      <button class="button button--small" type="button" disabled={progress === "loading"} onClick={onMore}>
        {progress === "loading" ? text.past.loading : progress === "failed" ? text.tryAgain : text.past.older}
      </button>
    </div>
  );
}

function PastCallRow({ past }: { readonly past: PastCall }): JSX.Element {
  const text = useText();
  const { direction, atMs, talkMs, note } = past;
  const isToday = new Date(atMs).toDateString() === new Date().toDateString();
  const clock = new Intl.DateTimeFormat(text.language, {
    hour: "2-digit",
    minute: "2-digit",
    ...(!isToday && { day: "numeric", month: "short" }),
  });
  const isMissed = past.outcome !== "talked";
  const answered = direction === "incoming" ? PhoneIncoming : PhoneOutgoing;
  return (
    <li class="past__row">
      <span class={`past__icon${isMissed ? " past__icon--missed" : ""}`}>
        <Icon node={isMissed ? PhoneMissed : answered} size={16} />
      </span>
      <span class="past__name typed" dir="auto">
        {nameCall(past, text)}
      </span>
      <time class="past__time" dateTime={new Date(atMs).toISOString()}>
        {clock.format(atMs)}
      </time>
      <span class="past__outcome">
        {text.past[direction]} · {text.past.outcomes[past.outcome]}
        {talkMs !== null && (
          <>
            {" "}
            <span aria-hidden="true">{formatDuration(talkMs)}</span>
            <span class="visually-hidden">{text.past.talkedFor(speakDuration(talkMs, text.language))}</span>
          </>
        )}
      </span>
      {note && (
        <p class="past__note typed" dir="auto">
          {note}
        </p>
      )}
    </li>
  );
}
