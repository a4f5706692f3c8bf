import { Icon } from "@videoengager/ui-kit/icon";
import { Video } from "lucide";
import type { JSX } from "preact";
import type { DeskState } from "../model/desk-state.ts";
import type { Commands } from "./commands.ts";
import { Notice } from "./notice.tsx";

export interface StartCallProps {
  readonly state: DeskState;
  readonly commands: Commands;
  /** Whether starting a call is the likely next step. */
  readonly isNext: boolean;
}

/** Starts a call, with an optional customer reference. */
export function StartCall({ state, commands, isNext }: StartCallProps): JSX.Element {
  const { start, optional } = state.text;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const reference = new FormData(event.currentTarget).get("reference");
    commands.startCall(typeof reference === "string" ? reference.trim() : "");
  };
  return (
    <form class="card start-call" onSubmit={submit}>
      <h1 class="card__title">{start.title}</h1>
      <p class="card__lead">{start.lead}</p>
      <div class="field">
        <label class="field__label" htmlFor="reference">
          {start.reference} <span class="field__optional">{optional}</span>
        </label>
        <input
          class="input"
          id="reference"
          name="reference"
          autocomplete="off"
          spellcheck={false}
          placeholder="customer-123"
          aria-describedby="reference-hint"
        />
        <p class="field__hint" id="reference-hint">
          {start.referenceHint}
        </p>
      </div>
      <Notice message={state.notices.call} onDismiss={() => commands.dismiss("call")} />
      <button class="button" data-size="large" data-kind={isNext ? "primary" : "plain"} type="submit">
        <Icon node={Video} />
        {start.start}
      </button>
    </form>
  );
}
