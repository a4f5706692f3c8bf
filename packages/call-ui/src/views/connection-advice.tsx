import type { ComponentChild } from "preact";
import type { CallState } from "../call/call-state.ts";
import type { Messages } from "../text/messages.ts";
import { useText } from "./text-context.ts";

/** What keeps this page from the platform, or the two browsers from each other; null while nothing is known to. */
export function connectionAdvice(
  { online, socketTrouble, unreachable }: CallState,
  { trouble }: Messages,
): string | null {
  if (!online && socketTrouble === "blocked") return trouble.websocketsBlocked;
  if (!online && socketTrouble === "unreachable") return trouble.platformUnreachable;
  return unreachable === null ? null : `${trouble.unreachable} ${trouble.causes[unreachable]}`;
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
