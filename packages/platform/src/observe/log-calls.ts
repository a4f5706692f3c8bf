import type { FastifyBaseLogger } from "fastify";
import type { CallEvent, ReportCall } from "../calls/call-events.ts";
import type { Clock } from "../lib/clock.ts";

/** One line for each step of a call, with its id and its tenant. Never a name, an address or custom data. */
export function logCalls(log: Pick<FastifyBaseLogger, "info">, clock: Clock): ReportCall {
  return (event) => {
    const { id: interactionId, tenantId } = event.call;
    log.info({ interactionId, tenantId, ...describe(event, clock.nowMs()) }, MESSAGES[event.type]);
  };
}

const MESSAGES: Readonly<Record<CallEvent["type"], string>> = {
  requested: "call requested",
  waiting: "visitor waits",
  ringing: "call rings",
  accepted: "call accepted",
  returned: "visitor returned to the queue",
  joined: "person joined",
  connected: "call connected",
  ended: "call ended",
};

function describe(event: CallEvent, nowMs: number): Readonly<Record<string, unknown>> {
  const { type } = event;
  if (type === "requested") return { initiatedBy: event.call.initiatedBy };
  if (type === "ringing") return { waitedMs: Math.max(0, nowMs - event.waitingSinceMs) };
  if (type === "accepted") return { waitedMs: between(event.call.waitingSinceMs, event.call.claimedAtMs) };
  if (type === "joined") return { role: event.role };
  if (type === "connected")
    return { connectedAfterMs: between(event.call.claimedAtMs, event.call.activeAtMs) };
  if (type !== "ended") return {};
  return {
    reason: event.reason,
    by: event.by,
    from: event.from,
    lastedMs: Math.max(0, event.atMs - event.call.createdAtMs),
    talkTimeMs: event.talkTimeMs,
  };
}

/** Null if there was no such time: an invitation's visitor doesn't wait. */
function between(startMs: number | null, endMs: number | null): number | null {
  return startMs === null || endMs === null ? null : Math.max(0, endMs - startMs);
}
