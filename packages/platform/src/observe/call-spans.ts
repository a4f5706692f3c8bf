/**
 * A call as one trace. Every span is made complete at its end, from times that are stored with the call, so nodes need no memory of
 * each other's spans:
 *
 *   call             from the request to the end; by the node that ended it
 *   ├ request        the request or the invitation is stored
 *   ├ join           a person joins (twice: visitor and agent)
 *   ├ ringing        from the visitor's place in the queue to the accept, or to the end
 *   ├ accept         an agent wins the visitor
 *   ├ connecting     from the accept to the picture, or to the end
 *   ├ connected      both sides receive media
 *   └ end            the end is stored
 *
 * Trace and root span have ids that follow from the interaction's id, so every node names the same parent.
 */
import { createHash } from "node:crypto";
import type { CallEvent, ObservedCall, ReportCall } from "../calls/call-events.ts";

/** Sends calls as traces. */
export interface CallTracing {
  readonly report: ReportCall;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
}

export interface CallSpan {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** The call ended without what it was for. */
  readonly failed?: boolean;
}

export interface CallTrace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly rootSpanId: string;
}

export interface SpansOfEvent {
  /** Only at the end. */
  readonly root: CallSpan | null;
  readonly children: readonly CallSpan[];
}

export function traceOf(interactionId: string): CallTrace {
  const hash = createHash("sha256").update(interactionId).digest("hex");
  return { traceId: hash.slice(0, 32), rootSpanId: hash.slice(32, 48) };
}

/** The spans that an event completes. */
export function spansOf(event: CallEvent, nowMs: number): SpansOfEvent {
  if (event.type === "requested") {
    const { createdAtMs, initiatedBy } = event.call;
    return onlyChildren(span("request", createdAtMs, event.endsAtMs, { initiated_by: initiatedBy }));
  }
  if (event.type === "joined")
    return onlyChildren(span("join", event.startsAtMs, event.endsAtMs, { role: event.role }));
  if (event.type === "accepted") {
    const { waitingSinceMs, claimedAtMs } = event.call;
    return onlyChildren(
      span("ringing", waitingSinceMs, claimedAtMs),
      span("accept", claimedAtMs, event.endsAtMs),
    );
  }
  if (event.type === "returned")
    return onlyChildren(span("connecting", event.call.claimedAtMs, nowMs, { outcome: "returned" }));
  if (event.type === "connected")
    return onlyChildren(span("connecting", event.call.claimedAtMs, event.call.activeAtMs));
  if (event.type === "ended") return spansOfEnd(event, nowMs);
  return { root: null, children: [] };
}

function spansOfEnd(event: Extract<CallEvent, { type: "ended" }>, nowMs: number): SpansOfEvent {
  const { call, from, reason, by, atMs } = event;
  const outcome = { end_reason: reason, ended_by: by ?? "platform", from_state: from };
  const root = span("call", call.createdAtMs, atMs, { ...outcome, initiated_by: call.initiatedBy });
  const { children } = onlyChildren(
    span(phaseOf(from), startOf(from, call), atMs),
    span("end", atMs, nowMs, outcome),
  );
  return { root: root && { ...root, failed: from !== "active" || reason === "lost" }, children };
}

type State = Extract<CallEvent, { type: "ended" }>["from"];

function phaseOf(from: State): string {
  if (from === "active") return "connected";
  return from === "connecting" ? "connecting" : "ringing";
}

function startOf(from: State, call: ObservedCall): number | null {
  if (from === "active") return call.activeAtMs;
  if (from === "connecting") return call.claimedAtMs;
  return from === "waiting" ? call.waitingSinceMs : null;
}

/** Null if a time isn't known: an invitation neither waits nor is accepted. */
function span(
  name: string,
  startMs: number | null,
  endMs: number | null,
  attributes: CallSpan["attributes"] = {},
): CallSpan | null {
  if (startMs === null || endMs === null) return null;
  return { name, startMs, endMs: Math.max(startMs, endMs), attributes };
}

function onlyChildren(...spans: readonly (CallSpan | null)[]): SpansOfEvent {
  return { root: null, children: spans.filter((each) => each !== null) };
}
