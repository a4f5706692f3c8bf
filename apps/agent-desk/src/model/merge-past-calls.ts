import type { CustomData, Outcome, PastCall, PlatformCall } from "./desk-state.ts";

/**
 * Merges the calls of this tab with those of the platform, newest first and without duplicates. Only the tab knows missed
 * calls. The platform knows the latest notes, and the talk time of a call whose end the tab didn't see.
 */
export function mergePastCalls(
  inTab: readonly PastCall[],
  onPlatform: readonly PlatformCall[],
): readonly PastCall[] {
  const known = new Map(onPlatform.map((call) => [call.id, call]));
  const seen = new Set(inTab.map(({ visitorId }) => visitorId));
  const completed = inTab.map((past) => {
    const call = known.get(past.visitorId);
    if (!call) return past;
    const { talkTimeMs, note, disposition } = call;
    const isTimeMissing = past.talkMs === null && past.outcome === "talked" && talkTimeMs > 0;
    return { ...past, note, disposition, talkMs: isTimeMissing ? talkTimeMs : past.talkMs };
  });
  const others = onPlatform.filter(({ id }) => !seen.has(id)).map(toPastCall);
  return [...completed, ...others].sort((one, other) => other.atMs - one.atMs);
}

function toPastCall(call: PlatformCall): PastCall {
  return {
    id: call.id,
    visitorId: call.id,
    direction: call.initiatedBy === "visitor" ? "incoming" : "outgoing",
    name: call.visitorName,
    reference: call.customerId ?? "",
    customData: withoutTitle(call),
    atMs: call.createdAtMs,
    talkMs: call.talkTimeMs > 0 ? call.talkTimeMs : null,
    outcome: toOutcome(call),
    note: call.note,
    disposition: call.disposition,
  };
}

/** A call without a name shows its reference as the title, so the custom data doesn't repeat it. */
function withoutTitle({ visitorName, customData }: PlatformCall): CustomData {
  if (visitorName) return customData;
  const { customerId: _title, ...others } = customData;
  return others;
}

function toOutcome({ talkTimeMs, endReason, initiatedBy }: PlatformCall): Outcome {
  if (talkTimeMs > 0) return "talked";
  if (initiatedBy === "agent") return "nobody-joined";
  if (endReason === "rejected") return "rejected";
  return endReason === "visitor-left" || endReason === "timeout" ? "left" : "failed";
}
