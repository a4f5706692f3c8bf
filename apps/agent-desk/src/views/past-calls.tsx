import type { JSX } from "preact";
import type { DeskState, History } from "../model/desk-state.ts";
import { mergePastCalls } from "../model/merge-past-calls.ts";
import type { Commands } from "./commands.ts";
import { PastCallRow } from "./past-call-row.tsx";
import { useText } from "./text-context.ts";

export interface PastCallsProps {
  readonly state: DeskState;
  /** Whether the platform saves notes. Otherwise they stay in this tab. */
  readonly isKept: boolean;
  readonly commands: Commands;
}

/** The calls of this tab and of the platform, newest first, with a button that loads older ones. */
export function PastCalls({ state, isKept, commands }: PastCallsProps): JSX.Element {
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
            <PastCallRow
              key={call.id}
              past={call}
              progress={state.notesProgress[call.visitorId]}
              isKept={isKept}
              commands={commands}
            />
          ))}
        </ul>
      )}
      <Older history={state.history} onMore={commands.loadHistory} />
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
      <button
        class="button"
        data-size="small"
        type="button"
        disabled={progress === "loading"}
        onClick={onMore}
      >
        {progress === "loading" ? text.past.loading : progress === "failed" ? text.tryAgain : text.past.older}
      </button>
    </div>
  );
}
