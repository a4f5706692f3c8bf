import { Icon } from "@videoengager/design-tokens/icon";
import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from "lucide";
import type { JSX } from "preact";
import { nameCall } from "../model/describe-call.ts";
import type { PastCall } from "../model/desk-state.ts";
import { formatDuration, speakDuration } from "../model/format-duration.ts";
import { useText } from "./text-context.ts";

export function PastCalls({ pastCalls }: { readonly pastCalls: readonly PastCall[] }): JSX.Element {
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
    </section>
  );
}

function PastCallRow({ past }: { readonly past: PastCall }): JSX.Element {
  const text = useText();
  const { direction, atMs, talkMs, note } = past;
  const clock = new Intl.DateTimeFormat(text.language, { hour: "2-digit", minute: "2-digit" });
  const isMissed = past.outcome !== "talked";
  const answered = direction === "incoming" ? PhoneIncoming : PhoneOutgoing;
  return (
    <li class="past__row">
      <span class={`past__icon${isMissed ? " past__icon--missed" : ""}`}>
        <Icon node={isMissed ? PhoneMissed : answered} size={16} />
      </span>
      <span class="past__name">
        <bdi>{nameCall(past, text)}</bdi>
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
      {note && <p class="past__note">{note}</p>}
    </li>
  );
}
