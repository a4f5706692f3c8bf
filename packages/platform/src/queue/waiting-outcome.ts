/**
 * Why a visitor's wait ended: `rejected` if somebody declined the call and so did every agent who is free now, else
 * `timeout`.
 */
export function waitingOutcome(
  rejectedBy: ReadonlySet<string>,
  freeAgentIds: readonly string[],
): "rejected" | "timeout" {
  return rejectedBy.size > 0 && freeAgentIds.every((id) => rejectedBy.has(id)) ? "rejected" : "timeout";
}
