/**
 * What a visitor is told whose waiting time is over: `rejected` where somebody refused the call and nobody who could
 * take it now has not, else `timeout`.
 */
export function waitingOutcome(
  rejectedBy: ReadonlySet<string>,
  freeAgentIds: readonly string[],
): "rejected" | "timeout" {
  return rejectedBy.size > 0 && freeAgentIds.every((id) => rejectedBy.has(id)) ? "rejected" : "timeout";
}
