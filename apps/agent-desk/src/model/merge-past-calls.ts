import type { CustomData, Outcome, PastCall, PlatformCall } from "./desk-state.ts";

/**
 * What this tab saw, and below it what only the platform knows: the newest first, each call once. The tab knows
 * who rang in vain; the platform how long a call was whose end the tab didn't see, and the latest notes.
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

/** The reference of a call without a name is its title already. */
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
