/**
 * Sends the ringing calls to this node's sessions.
 *
 * 1. `derive` runs when something changed at a tenant: on this node, on another one, or because time passed.
 * 2. It reads the queue from the database, and pure rules derive the ringing calls per group of agents.
 * 3. Sessions with the same previous and the same new calls get the difference as one frame.
 *
 * Derivations of a tenant never overlap. Requests during a derivation share the next one.
 */
import type { InteractionId } from "@videoengager/protocol/ids";
import type { WaitingCalls } from "@videoengager/protocol/push/push-client";
import type { RuleDeps } from "../../deps.ts";
import { Coalesced } from "../../lib/coalesced.ts";
import type { QueuedVisitor } from "../queue-store.ts";
import { activityMattersSinceMs, deriveRinging, nextWrapUpEndMs } from "../ringing.ts";
import { type RingingGroup, routingRule } from "../routing.ts";
import type { LocalSession } from "./agent-session.ts";
import { broadcastFrame, isCongested } from "./broadcast-frame.ts";
import type { PushNamespace } from "./push-namespace.ts";
import { toRingingCall } from "./ringing-call.ts";
import { createMessages, deriveSteps, goneFrom, Reasons } from "./ringing-changes.ts";
import { NO_CALLS, type RingingSet } from "./ringing-set.ts";
import { NOBODY_WAITS, TenantBoard } from "./tenant-board.ts";

/** How long to wait for a session's acknowledgement. */
const SETTLE_TIMEOUT_MS = 2_000;

type BoardDeps = Pick<RuleDeps, "queue" | "clock" | "tenants" | "reportCall">;

export interface BoardHooks {
  readonly onFailure: (error: unknown) => void;
  /** A derivation has ended. */
  readonly onDerived: (durationMs: number) => void;
}

export class QueueBoard {
  readonly #namespace: PushNamespace;
  readonly #deps: BoardDeps;
  readonly #tenants: Map<string, TenantBoard> = new Map();
  readonly #derivations: Coalesced;

  constructor(namespace: PushNamespace, deps: BoardDeps, { onFailure, onDerived }: BoardHooks) {
    this.#namespace = namespace;
    this.#deps = deps;
    this.#derivations = new Coalesced(async (tenantId) => {
      const board = this.#tenants.get(tenantId);
      try {
        if (!board) return;
        const startedAtMs = performance.now();
        await this.#derive(board);
        onDerived(performance.now() - startedAtMs);
      } catch (error) {
        // The next round tries again.
        if (board) board.isBehind = true;
        onFailure(error);
      }
    });
  }

  add(session: LocalSession): void {
    const { tenantId } = session;
    let board = this.#tenants.get(tenantId);
    if (!board) this.#tenants.set(tenantId, (board = new TenantBoard(tenantId)));
    board.sessions.set(session.sessionId, session);
  }

  remove(session: LocalSession): void {
    const board = this.#tenants.get(session.tenantId);
    board?.sessions.delete(session.sessionId);
    if (board?.sessions.size === 0) this.#tenants.delete(session.tenantId);
  }

  find(tenantId: string, sessionId: string): LocalSession | null {
    return this.#tenants.get(tenantId)?.sessions.get(sessionId) ?? null;
  }

  /** What a session is sent about how many wait. */
  waitingFor(session: LocalSession): WaitingCalls {
    return this.#tenants.get(session.tenantId)?.waitingFor(session) ?? NOBODY_WAITS;
  }

  count(): number {
    let count = 0;
    for (const { sessions } of this.#tenants.values()) count += sessions.size;
    return count;
  }

  /** Resolves when this node's sessions have been sent everything that was committed before the call. */
  derive(tenantId: string): Promise<void> {
    const board = this.#tenants.get(tenantId);
    if (!board) return Promise.resolve();
    board.mark = null;
    return this.#derivations.run(tenantId);
  }

  deriveAll(): void {
    for (const tenantId of this.#tenants.keys()) void this.derive(tenantId);
  }

  /** Resolves when this agent's sessions on this node have shown everything that was committed before the call. */
  async settle(tenantId: string, agentId: string): Promise<void> {
    await this.derive(tenantId);
    const sessions = [...(this.#tenants.get(tenantId)?.sessions.values() ?? [])];
    await Promise.allSettled(
      sessions
        .filter((session) => session.agentId === agentId)
        .map((session) => session.socket.timeout(SETTLE_TIMEOUT_MS).emitWithAck("settle")),
    );
  }

  /**
   * Once a second. Derives where the stored queue differs from the one of the last round (a notification was lost), where an agent's
   * wrap-up time ended, and where a session is behind. Announces nothing to other nodes: each has its own round.
   */
  async round(): Promise<void> {
    if (this.#tenants.size === 0) return;
    const marks = await this.#deps.queue.marks();
    const nowMs = this.#deps.clock.nowMs();
    for (const board of this.#tenants.values()) {
      const mark = marks.get(board.tenantId)?.text ?? "";
      this.#sendWaiting(board);
      if (mark === board.mark && nowMs < board.dueAtMs && !board.isBehind) continue;
      board.mark = mark;
      void this.#derivations.run(board.tenantId);
    }
  }

  async #derive(board: TenantBoard): Promise<void> {
    const { queue, clock, tenants } = this.#deps;
    const tenant = await tenants.find(board.tenantId);
    if (!tenant) return;
    board.isBehind = false;
    // A session that is added from here on asks for another derivation: this one would find that nothing rings for it.
    const here = [...board.sessions.values()];
    const visitors = await queue.waiting(board.tenantId);
    const waiting = board.setWaiting(visitors);
    const groups = await this.#groups(board, here, visitors, tenant.settings, clock.nowMs());
    const missing = board.sets.missing(new Set(groups.flatMap(({ calls }) => calls)));
    for (const stored of await queue.ringingCalls(board.tenantId, missing)) {
      board.sets.prepare(toRingingCall(stored));
      const { interactionId: id, waitingSinceMs } = stored;
      this.#deps.reportCall({ type: "ringing", call: { id, tenantId: board.tenantId }, waitingSinceMs });
    }
    const target = listTargets(groups, board.sets.replace(groups.map(({ calls }) => calls)));

    const sessions = here.filter(
      (session) =>
        (!session.started || session.sent !== target(session)) &&
        board.sessions.has(session.sessionId) &&
        !this.#isBehind(board, session),
    );
    const starting = sessions.filter(({ started }) => !started);
    const steps = deriveSteps(
      sessions.filter(({ started }) => started),
      target,
    );
    const gone = new Set(steps.flatMap(goneFrom));
    for (const session of starting)
      for (const id of shownBefore(session)) if (!target(session).has(id)) gone.add(id);
    const ended = [...gone].filter((id) => !waiting.has(id));
    const reasons = new Reasons(waiting, await queue.fates(board.tenantId, ended));

    // Synchronous from here. A session that changes after its step was chosen asks for another derivation.
    for (const step of steps)
      for (const { sessions: same, json } of createMessages(step, reasons, board.waiting)) {
        for (const session of same) {
          session.sent = step.to;
          session.sentWaiting = board.waiting;
        }
        this.#send(same, "ringing", json);
      }
    for (const session of starting) this.#start(board, session, target(session), reasons);
  }

  async #groups(
    board: TenantBoard,
    here: readonly LocalSession[],
    waiting: readonly QueuedVisitor[],
    settings: Parameters<typeof deriveRinging>[0]["settings"],
    nowMs: number,
  ): Promise<readonly RingingGroup[]> {
    board.dueAtMs = Number.POSITIVE_INFINITY;
    if (waiting.length === 0 || !here.some(({ onQueue }) => onQueue)) return [];
    const { queue } = this.#deps;
    const sessions = routingRule(settings.routing).needsEveryAgent
      ? await queue.sessionsOnQueue(board.tenantId)
      : here;
    const activity = await queue.activity(board.tenantId, activityMattersSinceMs(settings, sessions, nowMs));
    board.dueAtMs = nextWrapUpEndMs(settings, activity, nowMs) ?? Number.POSITIVE_INFINITY;
    return deriveRinging({ settings, waiting, activity, sessions, nowMs });
  }

  #isBehind(board: TenantBoard, session: LocalSession): boolean {
    if (!isCongested(session.socket)) return false;
    board.isBehind = true;
    return true;
  }

  /** A session's first message: its whole current state. */
  #start(board: TenantBoard, session: LocalSession, target: RingingSet, reasons: Reasons): void {
    session.started = true;
    session.sent = target;
    session.sentWaiting = board.waitingFor(session);
    const start = {
      sessionId: session.sessionId,
      serverTimeMs: this.#deps.clock.nowMs(),
      onQueue: session.onQueue,
      timetable: "disabled",
      recentlyEnded: shownBefore(session)
        .filter((id) => !target.has(id))
        .map((id) => reasons.of(id, session.agentId)),
      waiting: session.sentWaiting,
    };
    const ringing = [...target.values()].map(({ json }) => json);
    this.#send([session], "session", `${JSON.stringify(start).slice(0, -1)},"ringing":[${ringing.join()}]}`);
  }

  /** Sends how many wait to the sessions on the queue that were sent another number. */
  #sendWaiting(board: TenantBoard): void {
    const sessions: LocalSession[] = [];
    for (const session of board.sessions.values()) {
      const waiting = board.waitingFor(session);
      if (!session.started || session.sentWaiting === waiting || this.#isBehind(board, session)) continue;
      session.sentWaiting = waiting;
      if (session.onQueue) sessions.push(session);
    }
    if (sessions.length === 0) return;
    this.#send(sessions, "ringing", JSON.stringify({ ended: [], ringing: [], waiting: board.waiting }));
  }

  #send(sessions: readonly LocalSession[], event: "session" | "ringing", json: string): void {
    broadcastFrame(
      this.#namespace,
      sessions.map(({ socket }) => socket),
      event,
      json,
    );
  }
}

/** A session's ringing calls. The same object for all sessions with the same calls. */
function listTargets(
  groups: readonly RingingGroup[],
  sets: readonly RingingSet[],
): (session: LocalSession) => RingingSet {
  const byAgent = new Map<string, RingingSet>();
  for (const [index, { agentIds }] of groups.entries())
    for (const agentId of agentIds) byAgent.set(agentId, sets[index] ?? NO_CALLS);
  return (session) => (session.onQueue ? (byAgent.get(session.agentId) ?? NO_CALLS) : NO_CALLS);
}

function shownBefore(session: LocalSession): readonly InteractionId[] {
  return session.socket.data.statement.shown;
}
