import type { Call, PastCall } from "./desk-state.ts";

/** Who was in a call, as far as the desk knows. */
export type CallParties = Pick<Call, "visitorId" | "direction" | "name" | "reference" | "customData">;

/** What a call becomes when it is over. */
export function recordCall(
  { visitorId, direction, name, reference, customData }: CallParties,
  ending: Pick<PastCall, "atMs" | "talkMs" | "outcome">,
): PastCall {
  return {
    ...ending,
    id: `${visitorId ?? "call"}:${ending.atMs}`,
    visitorId: visitorId ?? "",
    direction,
    name,
    reference,
    customData,
    note: "",
    disposition: null,
  };
}
