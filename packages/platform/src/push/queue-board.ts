/**
 * Tells this node's sessions what rings.
 *
 * 1. Something changed at a tenant (here, on another node, or time passed): `derive`.
 * 2. What is true is read from the database, and who rings is worked out by the pure rules.
 * 3. Each session is told the difference to what it was last told: one broadcast of one frame for all that hear the same.
 *
 * Derivations of a tenant never overlap, and asking for several at once costs one.
 */
import type { EpochMs } from "@videoengager/protocol/ids";
import type { RingingCall, RingingEnded } from "@videoengager/protocol/push/push-socket";
import type { Interaction } from "../domain/interaction.ts";
import type { LiveContext } from "../domain/live-context.ts";
import type { QueuedInteraction } from "../domain/live-store.ts";
import { activityMattersSinceMs, deriveRinging, whyRingingEnded } from "../domain/ringing.ts";
import { routingRule } from "../domain/routing.ts";
import { Coalesced } from "../lib/coalesced.ts";
import type { LocalSession } from "./agent-session.ts";
import { broadcastFrame } from "./broadcast-frame.ts";
import type { PushNamespace, PushSocket } from "./push-namespace.ts";

/** A session that has not answered by then is not waited for any more. */
const SETTLE_TIMEOUT_MS = 2_000;

/** What rings for each agent, by the visitor's id. Agents who are rung by the same share one map. */
type Ringing = ReadonlyMap<string, ReadonlyMap<string, RingingCall>>;
const NOTHING: ReadonlyMap<string, RingingCall> = new Map();

export class QueueBoard {
  readonly #namespace: PushNamespace;
  readonly #live: Pick<LiveContext, "store" | "clock" | "tenants" | "agents">;
  readonly #sessions: Map<string, Map<string, LocalSession>> = new Map();
  readonly #derivations: Coalesced;

  constructor(
    namespace: PushNamespace,
    live: Pick<LiveContext, "store" | "clock" | "tenants" | "agents">,
    onFailure: (error: unknown) => void,
  ) {
    this.#namespace = namespace;
    this.#live = live;
    this.#derivations = new Coalesced(async (tenantId) => {
      try {
        await this.#derive(tenantId);
      } catch (error) {
        onFailure(error);
      }
    });
  }

  add(session: LocalSession): void {
    const sessions = this.#sessions.get(session.tenantId);
    if (sessions) sessions.set(session.sessionId, session);
    else this.#sessions.set(session.tenantId, new Map([[session.sessionId, session]]));
  }

  remove(session: LocalSession): void {
    const sessions = this.#sessions.get(session.tenantId);
    sessions?.delete(session.sessionId);
    if (sessions?.size === 0) this.#sessions.delete(session.tenantId);
  }

  find(tenantId: string, sessionId: string): LocalSession | null {
    return this.#sessions.get(tenantId)?.get(sessionId) ?? null;
  }

  tenantIds(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  /** Whether one of the tenant's sessions here has been told that something rings. */
  isRinging(tenantId: string): boolean {
    for (const session of this.#sessions.get(tenantId)?.values() ?? [])
      if (session.told.size > 0) return true;
    return false;
  }

  countOf(tenantId: string, agentId: string): number {
    let count = 0;
    for (const session of this.#sessions.get(tenantId)?.values() ?? [])
      if (session.agentId === agentId) count += 1;
    return count;
  }

  count(): number {
    let count = 0;
    for (const sessions of this.#sessions.values()) count += sessions.size;
    return count;
  }

  /** Resolves when this node's sessions have been told everything that was committed before the call. */
  derive(tenantId: string): Promise<void> {
    return this.#sessions.has(tenantId) ? this.#derivations.run(tenantId) : Promise.resolve();
  }

  /** Resolves when this agent's sessions on this node have shown everything that was committed before the call. */
  async settle(tenantId: string, agentId: string): Promise<void> {
    await this.derive(tenantId);
    const sessions = [...(this.#sessions.get(tenantId)?.values() ?? [])];
    await Promise.allSettled(
      sessions
        .filter((session) => session.agentId === agentId)
        .map((session) => session.socket.timeout(SETTLE_TIMEOUT_MS).emitWithAck("settle")),
    );
  }

  async #derive(tenantId: string): Promise<void> {
    const sessions = this.#sessions.get(tenantId);
    const tenant = await this.#live.tenants.find(tenantId);
    if (!sessions || !tenant) return;
    const nowMs = this.#live.clock.nowMs();
    const queue = await this.#live.store.queue(tenantId);
    const ringing = await this.#ringing(tenantId, tenant.settings, queue, nowMs);
    const gone = await this.#goneInteractions(tenantId, sessions, ringing);
    const winners = await this.#winners(tenantId, gone);
    const reasons: Reasons = {
      of: (visitorId, agentId) => {
        const queued = queue.find(({ interaction }) => interaction.id === visitorId);
        const interaction = queued?.interaction ?? gone.get(visitorId) ?? null;
        const winner = interaction?.agentId ? (winners.get(interaction.agentId) ?? null) : null;
        return whyRingingEnded(visitorId, interaction, winner, queued?.rejectedBy.has(agentId) ?? false);
      },
    };
    this.#tell(sessions, ringing, reasons);
  }

  async #ringing(
    tenantId: string,
    settings: Parameters<typeof deriveRinging>[0]["settings"],
    queue: readonly QueuedInteraction[],
    nowMs: EpochMs,
  ): Promise<Ringing> {
    if (queue.length === 0) return new Map();
    const { store } = this.#live;
    const everybody = routingRule(settings.routing).needsEveryAgent
      ? await store.sessionsOnQueue(tenantId)
      : [...(this.#sessions.get(tenantId)?.values() ?? [])];
    const activity = await store.activity(tenantId, activityMattersSinceMs(settings, everybody, nowMs));
    return asMessages(deriveRinging({ settings, queue, activity, sessions: everybody, nowMs }));
  }

  /** What sessions show, or may show after a reconnect, and what no longer rings for them. */
  async #goneInteractions(
    tenantId: string,
    sessions: ReadonlyMap<string, LocalSession>,
    ringing: Ringing,
  ): Promise<ReadonlyMap<string, Interaction>> {
    const gone = new Set<string>();
    for (const session of sessions.values()) {
      const target = targetOf(session, ringing);
      for (const id of shownBy(session)) if (!target.has(id)) gone.add(id);
    }
    const found = await this.#live.store.findMany(tenantId, [...gone]);
    return new Map(found.map((interaction) => [interaction.id, interaction]));
  }

  async #winners(
    tenantId: string,
    gone: ReadonlyMap<string, Interaction>,
  ): Promise<ReadonlyMap<string, string>> {
    const winners = new Map<string, string>();
    for (const { agentId } of gone.values()) {
      if (agentId === null || winners.has(agentId)) continue;
      const agent = await this.#live.agents.find(tenantId, agentId);
      if (agent) winners.set(agentId, agent.email);
    }
    return winners;
  }

  /** Synchronous: what a session says meanwhile leads to the next derivation. */
  #tell(sessions: ReadonlyMap<string, LocalSession>, ringing: Ringing, reasons: Reasons): void {
    const fresh = new Broadcasts<RingingCall>();
    const ended = new Broadcasts<RingingEnded>();
    for (const session of sessions.values()) {
      const target = targetOf(session, ringing);
      if (!session.started) {
        this.#start(session, target, reasons);
        continue;
      }
      for (const id of session.told.keys())
        if (!target.has(id)) {
          const why = reasons.of(id, session.agentId);
          ended.add(`${id} ${why.reason}`, why, session);
          session.told.delete(id);
        }
      for (const [id, call] of target)
        if (!session.told.has(id)) {
          fresh.add(id, call, session);
          session.told.set(id, call);
        }
    }
    ended.send((sockets, why) => broadcastFrame(this.#namespace, sockets, "ringingEnded", why));
    fresh.send((sockets, call) => broadcastFrame(this.#namespace, sockets, "ringing", call));
  }

  /** A session's first message: everything that is true for it now. */
  #start(session: LocalSession, target: ReadonlyMap<string, RingingCall>, reasons: Reasons): void {
    session.started = true;
    for (const [id, call] of target) session.told.set(id, call);
    session.socket.emit("session", {
      sessionId: session.sessionId,
      serverTimeMs: this.#live.clock.nowMs(),
      onQueue: session.onQueue,
      timetable: "disabled",
      ringing: [...target.values()],
      recentlyEnded: session.socket.data.statement.shown
        .filter((id) => !session.told.has(id))
        .map((id) => reasons.of(id, session.agentId)),
    });
  }
}

interface Reasons {
  of(visitorId: string, agentId: string): RingingEnded;
}

/** Messages that several sessions hear, each to be written as one frame. */
class Broadcasts<Message> {
  readonly #messages: Map<string, { readonly message: Message; readonly sockets: PushSocket[] }> = new Map();

  add(key: string, message: Message, session: LocalSession): void {
    const known = this.#messages.get(key);
    if (known) known.sockets.push(session.socket);
    else this.#messages.set(key, { message, sockets: [session.socket] });
  }

  send(tell: (sockets: readonly PushSocket[], message: Message) => void): void {
    for (const { message, sockets } of this.#messages.values()) tell(sockets, message);
  }
}

function targetOf(session: LocalSession, ringing: Ringing): ReadonlyMap<string, RingingCall> {
  return session.onQueue ? (ringing.get(session.agentId) ?? NOTHING) : NOTHING;
}

function shownBy(session: LocalSession): Iterable<string> {
  return session.started ? session.told.keys() : session.socket.data.statement.shown;
}

function asMessages(derived: ReadonlyMap<string, readonly Interaction[]>): Ringing {
  const shared = new Map<string, ReadonlyMap<string, RingingCall>>();
  const ringing = new Map<string, ReadonlyMap<string, RingingCall>>();
  for (const [agentId, interactions] of derived) {
    const key = interactions.map(({ id }) => id).join();
    const calls = shared.get(key) ?? new Map(interactions.map((each) => [each.id, ringingCall(each)]));
    shared.set(key, calls);
    ringing.set(agentId, calls);
  }
  return ringing;
}

function ringingCall(interaction: Interaction): RingingCall {
  return {
    visitorId: interaction.id,
    visitorName: interaction.visitorName,
    callType: "video",
    waitingSinceMs: interaction.waitingSinceMs ?? interaction.createdAtMs,
    customData: interaction.customData,
  };
}
