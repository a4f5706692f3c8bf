/** What to send to sessions whose ringing calls differ from those that were last sent. Pure. */
import type { InteractionId } from "@videoengager/protocol/ids";
import type { WaitingCalls } from "@videoengager/protocol/push/push-client";
import type { RingingEnded } from "@videoengager/protocol/push/push-socket";
import type { CallFate } from "../queue-store.ts";
import { whyRingingEnded } from "../ringing.ts";
import type { WaitingVisitor } from "../routing.ts";
import type { RingingSet } from "./ringing-set.ts";

/** Sessions that change from one set to another together. */
export interface Step<Session> {
  readonly from: RingingSet;
  readonly to: RingingSet;
  readonly sessions: Session[];
}

/** The steps from what was last sent to what rings now, one for each pair of sets. */
export function deriveSteps<Session extends { readonly sent: RingingSet }>(
  sessions: Iterable<Session>,
  targetOf: (session: Session) => RingingSet,
): readonly Step<Session>[] {
  const byPair = new Map<RingingSet, Map<RingingSet, Step<Session>>>();
  const steps: Step<Session>[] = [];
  for (const session of sessions) {
    const from = session.sent;
    const to = targetOf(session);
    if (from === to) continue;
    let byTarget = byPair.get(from);
    if (!byTarget) byPair.set(from, (byTarget = new Map()));
    const known = byTarget.get(to);
    if (known) known.sessions.push(session);
    else {
      const step = { from, to, sessions: [session] };
      byTarget.set(to, step);
      steps.push(step);
    }
  }
  return steps;
}

/** Calls of `from` that are not in `to`. */
export function goneFrom({ from, to }: Pick<Step<unknown>, "from" | "to">): InteractionId[] {
  return [...from.keys()].filter((id) => !to.has(id));
}

/** Why calls no longer ring. */
export class Reasons {
  readonly #waiting: ReadonlyMap<InteractionId, WaitingVisitor>;
  readonly #fates: ReadonlyMap<InteractionId, CallFate>;

  constructor(waiting: ReadonlyMap<InteractionId, WaitingVisitor>, fates: readonly CallFate[]) {
    this.#waiting = waiting;
    this.#fates = new Map(fates.map((fate) => [fate.interactionId, fate]));
  }

  of(id: InteractionId, agentId: string): RingingEnded {
    if (!this.#waiting.has(id)) return whyRingingEnded(id, this.#fates.get(id) ?? null, false);
    return { visitorId: id, reason: this.isRejectedBy(id, agentId) ? "rejected" : "not-for-you" };
  }

  /** Which of these calls somebody declined: only for those the reason depends on the agent. */
  declinedAmong(ids: readonly InteractionId[]): readonly InteractionId[] {
    return ids.filter((id) => (this.#waiting.get(id)?.rejectedBy.size ?? 0) > 0);
  }

  isRejectedBy(id: InteractionId, agentId: string): boolean {
    return this.#waiting.get(id)?.rejectedBy.has(agentId) ?? false;
  }
}

/** Sessions that get the same message, and its JSON. */
export interface Message<Session> {
  readonly sessions: readonly Session[];
  readonly json: string;
}

/** One message for a step, or several where agents of the step declined different calls. */
export function createMessages<Session extends { readonly agentId: string }>(
  step: Step<Session>,
  reasons: Reasons,
  waiting: WaitingCalls,
): readonly Message<Session>[] {
  const gone = goneFrom(step);
  const declined = reasons.declinedAmong(gone);
  const byRejections = new Map<string, Session[]>();
  for (const session of step.sessions) {
    const key = declined.filter((id) => reasons.isRejectedBy(id, session.agentId)).join();
    const same = byRejections.get(key);
    if (same) same.push(session);
    else byRejections.set(key, [session]);
  }
  return [...byRejections.values()].map((sessions) => ({
    sessions,
    json: changeJson(
      gone.map((id) => reasons.of(id, sessions[0]?.agentId ?? "")),
      step,
      waiting,
    ),
  }));
}

/** A `RingingChange` as JSON, assembled from prepared parts. */
function changeJson(
  gone: readonly RingingEnded[],
  { from, to }: Pick<Step<unknown>, "from" | "to">,
  waiting: WaitingCalls,
): string {
  // An agent who took one of fifty calls gets one line, not fifty.
  const othersEnded = to.size === 0 && gone.length > 1;
  const ended = othersEnded ? gone.filter(({ reason }) => reason !== "not-for-you") : gone;
  const added = [...to].filter(([id]) => !from.has(id)).map(([, { json }]) => json);
  return `{"ended":${JSON.stringify(ended)}${othersEnded ? ',"othersEnded":true' : ""},"ringing":[${added.join()}],"waiting":${JSON.stringify(waiting)}}`;
}
