import { Icon } from "@videoengager/design-tokens/icon";
import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from "lucide";
import type { JSX } from "preact";
import { describeOutcome, nameCall } from "../model/describe-call.ts";
import type { PastCall } from "../model/desk-state.ts";
import { formatDuration, speakDuration } from "../model/format-duration.ts";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

export function PastCalls({ pastCalls }: { readonly pastCalls: readonly PastCall[] }): JSX.Element {
  return (
    <section class="panel past" aria-labelledby="past">
      <div class="panel__head">
        <h2 class="panel__title" id="past">
          Past calls
        </h2>
      </div>
      {pastCalls.length === 0 ? (
        <p class="empty">Calls that you take, start or miss in this tab are listed here.</p>
      ) : (
        <ul class="past__list">
          {pastCalls.map((past) => (
            <PastCallRow key={past.id} past={past} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PastCallRow({ past }: { readonly past: PastCall }): JSX.Element {
  const { direction, atMs, talkMs, note } = past;
  const isMissed = past.outcome !== "talked";
  const answered = direction === "incoming" ? PhoneIncoming : PhoneOutgoing;
  return (
    <li class="past__row">
      <span class={`past__icon${isMissed ? " past__icon--missed" : ""}`}>
        <Icon node={isMissed ? PhoneMissed : answered} size={16} />
      </span>
      <span class="past__name">{nameCall(past)}</span>
      <time class="past__time" dateTime={new Date(atMs).toISOString()}>
        {CLOCK.format(atMs)}
      </time>
      <span class="past__outcome">
        {direction === "incoming" ? "Incoming" : "Outgoing"} · {describeOutcome(past)}
        {talkMs !== null && (
          <>
            {" "}
            <span aria-hidden="true">{formatDuration(talkMs)}</span>
            <span class="visually-hidden">for {speakDuration(talkMs)}</span>
          </>
        )}
      </span>
      {note && <p class="past__note">{note}</p>}
    </li>
  );
}
