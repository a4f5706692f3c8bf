import type { Outcome, PastCall, PlatformCall } from "./desk-state.ts";

/**
 * What this tab saw, and below it what only the platform knows: the newest first, each call once. The tab knows
 * notes and who rang in vain; the platform how long a call was whose end the tab didn't see.
 */
export function mergePastCalls(
  inTab: readonly PastCall[],
  onPlatform: readonly PlatformCall[],
): readonly PastCall[] {
  const known = new Map(onPlatform.map((call) => [call.id, call]));
  const seen = new Set(inTab.map(({ visitorId }) => visitorId));
  const completed = inTab.map((past) => {
    const talkTimeMs = known.get(past.visitorId)?.talkTimeMs ?? 0;
    return past.talkMs === null && past.outcome === "talked" && talkTimeMs > 0
      ? { ...past, talkMs: talkTimeMs }
      : past;
  });
  const others = onPlatform.filter(({ id }) => !seen.has(id)).map(toPastCall);
  return [...completed, ...others].toSorted((one, other) => other.atMs - one.atMs);
}

function toPastCall(call: PlatformCall): PastCall {
  return {
    id: call.id,
    visitorId: call.id,
    direction: call.initiatedBy === "visitor" ? "incoming" : "outgoing",
    name: call.visitorName,
    reference: call.customerId ?? "",
    atMs: call.createdAtMs,
    talkMs: call.talkTimeMs > 0 ? call.talkTimeMs : null,
    outcome: toOutcome(call),
    note: "",
  };
}

function toOutcome({ talkTimeMs, endReason, initiatedBy }: PlatformCall): Outcome {
  if (talkTimeMs > 0) return "talked";
  if (initiatedBy === "agent") return "nobody-joined";
  if (endReason === "rejected") return "rejected";
  return endReason === "visitor-left" || endReason === "timeout" ? "left" : "failed";
}
