/**
 * Metrics of calls, counted in memory as they happen, on the node where they happen: a dashboard sums them over the nodes.
 * No label has a tenant or an id, because neither is bounded.
 */
import type { EndReason, InteractionId } from "@videoengager/protocol/ids";
import type { CallQuality } from "@videoengager/protocol/rest/call-quality";
import { Counter, Histogram, type Registry } from "prom-client";
import type { OpenState, ReportCall } from "../calls/call-events.ts";

const REASONS: readonly EndReason[] = ["hung-up", "lost", "rejected", "visitor-left", "timeout", "abandoned"];
const STATES: readonly OpenState[] = ["created", "waiting", "connecting", "active"];
const CAUSES = ["loss", "delay", "bandwidth", "cpu"] as const;
const SIDES = ["agent", "visitor"] as const;

/** The pages send their last measurements while the call ends. */
const RATING_DELAY_MS = 2_000;

export interface CallMetrics {
  readonly report: ReportCall;
  /** Drops the ratings that are due. */
  close(): void;
}

/** @param rateCall the stored measurements of a call that has ended */
export function createCallMetrics(
  registry: Registry,
  rateCall: (tenantId: string, id: InteractionId) => Promise<Pick<CallQuality, "score" | "cause"> | null>,
  onFailure: (error: unknown) => void,
): CallMetrics {
  const { requested, answered, connected, returned, ended, talkTime, scores, problems } =
    createMeters(registry);
  const timers = new Set<NodeJS.Timeout>();
  const rate = async (tenantId: string, id: InteractionId): Promise<void> => {
    const rating = await rateCall(tenantId, id);
    if (rating === null || rating.score === null) return;
    scores.observe(rating.score);
    if (rating.cause !== null) problems.inc({ cause: rating.cause });
  };
  const rateLater = (tenantId: string, id: InteractionId): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      rate(tenantId, id).catch(onFailure);
    }, RATING_DELAY_MS);
    timer.unref();
    timers.add(timer);
  };

  return {
    report(event) {
      const { type } = event;
      if (type === "requested") requested.inc({ initiated_by: event.call.initiatedBy });
      else if (type === "returned") returned.inc();
      else if (type === "accepted")
        observeBetween(answered, event.call.waitingSinceMs, event.call.claimedAtMs);
      else if (type === "connected") observeBetween(connected, event.call.claimedAtMs, event.call.activeAtMs);
      else if (type === "ended") {
        ended.inc({ reason: event.reason, from_state: event.from });
        if (event.from !== "active") return;
        talkTime.observe(event.talkTimeMs / 1_000);
        rateLater(event.call.tenantId, event.call.id);
      }
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

interface Meters {
  readonly requested: Counter<"initiated_by">;
  readonly answered: Histogram;
  readonly connected: Histogram;
  readonly returned: Counter;
  readonly ended: Counter<"reason" | "from_state">;
  readonly talkTime: Histogram;
  readonly scores: Histogram;
  readonly problems: Counter<"cause">;
}

function createMeters(registry: Registry): Meters {
  const registers = [registry];
  const requested = new Counter({
    name: "calls_requested_total",
    help: "Calls that a visitor asked for, and agents' invitations; counted by the node that stored them",
    labelNames: ["initiated_by"],
    registers,
  });
  const answered = new Histogram({
    name: "call_time_to_answer_seconds",
    help: "From a visitor's place in the queue to an agent's accept, by this node. A visitor who returns to the queue counts again",
    buckets: [1, 2, 5, 10, 20, 30, 60, 120, 300, 600],
    registers,
  });
  const connected = new Histogram({
    name: "call_time_to_picture_seconds",
    help: "From an agent's accept until both sides receive media, by this node",
    buckets: [0.25, 0.5, 1, 2, 5, 10, 20, 30],
    registers,
  });
  const returned = new Counter({
    name: "calls_returned_to_queue_total",
    help: "Visitors who went back to the queue because the agent's widget didn't connect, by this node",
    registers,
  });
  const ended = new Counter({
    name: "calls_ended_total",
    help: "Calls that this node ended, by reason and by the state that they ended from. waiting: no agent answered. connecting: accepted, but no picture",
    labelNames: ["reason", "from_state"],
    registers,
  });
  const talkTime = new Histogram({
    name: "call_talk_time_seconds",
    help: "How long both sides were connected, of calls that this node ended",
    buckets: [10, 30, 60, 180, 600, 1_800, 3_600, 7_200],
    registers,
  });
  const scores = new Histogram({
    name: "call_quality_score",
    help: "Quality of calls that this node ended: 1 bad, 5 good; the worse side counts. As GET …/interactions/{id}/quality shows it",
    buckets: [1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5],
    registers,
  });
  const problems = new Counter({
    name: "call_quality_problems_total",
    help: "Rated calls whose score one cause lowered by 0.3 or more, by that cause",
    labelNames: ["cause"],
    registers,
  });
  // At zero from the start: otherwise the first of a kind is no increase.
  for (const initiated_by of SIDES) requested.inc({ initiated_by }, 0);
  for (const cause of CAUSES) problems.inc({ cause }, 0);
  for (const reason of REASONS) for (const from_state of STATES) ended.inc({ reason, from_state }, 0);
  return { requested, answered, connected, returned, ended, talkTime, scores, problems };
}

function observeBetween(histogram: Histogram, startMs: number | null, endMs: number | null): void {
  if (startMs !== null && endMs !== null) histogram.observe(Math.max(0, endMs - startMs) / 1_000);
}
