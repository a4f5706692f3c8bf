import { Icon } from "@videoengager/ui-kit/icon";
import { formatClock, formatDuration } from "@videoengager/ui-kit/text/format-duration";
import { formatTime } from "@videoengager/ui-kit/text/format-time";
import { Pencil, PhoneIncoming, PhoneMissed, PhoneOutgoing } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { nameCall } from "../model/describe-call.ts";
import type { PastCall } from "../model/desk-state.ts";
import { CallContext } from "./call-context.tsx";
import { NotesFields, type NotesFieldsProps, useOutcomeWords } from "./notes-fields.tsx";
import { useText } from "./text-context.ts";

/** A past call with its outcome and editable notes. */
export function PastCallRow(props: NotesFieldsProps): JSX.Element {
  const { past } = props;
  const text = useText();
  const { direction, atMs, talkMs } = past;
  const isToday = new Date(atMs).toDateString() === new Date().toDateString();
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
        {formatTime(atMs, text.language, isToday ? "alignedTime" : "dayAndTime")}
      </time>
      <span class="past__outcome">
        {text.past[direction]} · {text.past.outcomes[past.outcome]}
        {talkMs !== null && (
          <>
            {" "}
            <span aria-hidden="true">{formatClock(talkMs)}</span>
            <span class="visually-hidden">{text.past.talkedFor(formatDuration(talkMs, text.language))}</span>
          </>
        )}
      </span>
      <CallContext customData={past.customData} />
      {isOwnCall(past) && <Notes {...props} />}
    </li>
  );
}

/** Only the agent's own calls can have notes. */
function isOwnCall({ visitorId, outcome, direction }: PastCall): boolean {
  return visitorId !== "" && (outcome === "talked" || direction === "outgoing");
}

function Notes(props: NotesFieldsProps): JSX.Element {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const outcomeWords = useOutcomeWords();
  const { note, disposition } = props.past;
  const name = nameCall(props.past, text);
  if (isOpen)
    return (
      <div class="past__notes past__notes--open">
        <NotesFields {...props} />
        <button class="button" data-size="small" type="button" onClick={() => setIsOpen(false)}>
          {text.done}
        </button>
      </div>
    );
  return (
    <div class="past__notes">
      {disposition && <p class="past__disposition">{outcomeWords(disposition)}</p>}
      {note && (
        <p class="past__note typed" dir="auto">
          {note}
        </p>
      )}
      <button class="button" data-kind="quiet" type="button" onClick={() => setIsOpen(true)}>
        <Icon node={Pencil} size={16} />
        <span>
          {note || disposition ? text.past.editNote : text.past.addNote}
          <span class="visually-hidden"> {name}</span>
        </span>
      </button>
    </div>
  );
}
