import type { ComponentChild } from "preact";
import type { CallState } from "../call/call-state.ts";
import { findTrouble } from "../call/find-trouble.ts";
import type { Messages } from "../text/messages.ts";
import { useText } from "./text-context.ts";

/** What keeps the call from connecting, and what the person can do; null while nothing is known to. */
export function connectionAdvice(state: CallState, { trouble }: Messages): string | null {
  const cause = findTrouble(state);
  switch (cause) {
    case null:
      return null;
    case "websockets-blocked":
      return trouble.websocketsBlocked;
    case "platform-unreachable":
      return trouble.platformUnreachable;
    default:
      return `${trouble.unreachable} ${trouble.causes[cause]}`;
  }
}

/** For the pages before the call: the lobby, the waiting page, the invitation. */
export function ConnectionAdvice({ state }: { readonly state: CallState }): ComponentChild {
  const advice = connectionAdvice(state, useText());
  return advice === null ? null : (
    <p class="advice" role="status">
      {advice}
    </p>
  );
}
