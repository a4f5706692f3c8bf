import type { InteractionId } from "@videoengager/protocol/ids";
import type { WaitingCalls } from "@videoengager/protocol/push/push-client";
import type { QueuedVisitor } from "../queue-store.ts";
import type { LocalSession } from "./agent-session.ts";
import { RingingSets } from "./ringing-set.ts";

export const NOBODY_WAITS: WaitingCalls = { count: 0, longestSinceMs: null };

/** One tenant's sessions on this node, and what the last derivation found. */
export class TenantBoard {
  readonly tenantId: string;
  readonly sessions: Map<string, LocalSession> = new Map();
  readonly sets: RingingSets = new RingingSets();
  /** How many wait. The same object until it changes. */
  waiting: WaitingCalls = NOBODY_WAITS;
  /**
   * The queue's mark that the last round derived from, see `QueueMark`. Null where a change was announced since: another
   * process can have taken it back before the next round, whose mark would be the old one.
   */
  mark: string | null = "";
  /** When an agent's wrap-up time ends. */
  dueAtMs: number = Number.POSITIVE_INFINITY;
  /** A session has not been sent its current state, because its client doesn't read. */
  isBehind: boolean = false;

  constructor(tenantId: string) {
    this.tenantId = tenantId;
  }

  /** @returns the visitors by id */
  setWaiting(queue: readonly QueuedVisitor[]): ReadonlyMap<InteractionId, QueuedVisitor> {
    let longestSinceMs: number | null = null;
    for (const { waitingSinceMs } of queue)
      if (longestSinceMs === null || waitingSinceMs < longestSinceMs) longestSinceMs = waitingSinceMs;
    const { waiting } = this;
    if (waiting.count !== queue.length || waiting.longestSinceMs !== longestSinceMs)
      this.waiting = queue.length === 0 ? NOBODY_WAITS : { count: queue.length, longestSinceMs };
    return new Map(queue.map((visitor) => [visitor.interactionId, visitor]));
  }

  /** The number of waiting visitors, as this session gets it. */
  waitingFor(session: LocalSession): WaitingCalls {
    return session.onQueue ? this.waiting : NOBODY_WAITS;
  }
}
