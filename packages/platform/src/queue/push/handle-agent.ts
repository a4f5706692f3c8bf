import type { PushReply, QueueState } from "@videoengager/protocol/push/push-socket";
import { AGENT_SILENCE_MS } from "../../calls/seat.ts";
import type { RuleDeps } from "../../deps.ts";
import type { Clock } from "../../lib/clock.ts";
import { newOpaqueId } from "../../lib/random-ids.ts";
import { releaseHandshake } from "../../lib/release-handshake.ts";
import type { AliveQuestions, AliveRounds } from "../../presence/alive-rounds.ts";
import type { SocketContext } from "../../server/socket-context.ts";
import { routingRule } from "../routing.ts";
import type { LocalSession } from "./agent-session.ts";
import { readQueueStatement, readRejection } from "./check-payload.ts";
import type { PushSocket } from "./push-namespace.ts";
import type { QueueBoard } from "./queue-board.ts";
import { NO_CALLS } from "./ringing-set.ts";
import { NOBODY_WAITS } from "./tenant-board.ts";

export interface AgentHandling {
  readonly deps: RuleDeps;
  readonly board: QueueBoard;
  readonly alive: AliveRounds<PushSocket>;
  readonly presence: SocketContext["presence"];
  readonly isClosing: () => boolean;
  readonly onFailure: (error: unknown) => void;
}

type Answer<Value> = (answer: PushReply<Value>) => void;

/** Handles an agent's push session. The requests of one session take effect in order. */
export async function handleAgent(parts: AgentHandling, socket: PushSocket): Promise<void> {
  const { deps, board } = parts;
  const session = newSession(socket, deps.clock.nowMs());
  const { sockets, reconciler } = parts.presence;
  sockets.openSession(session);
  releaseHandshake(socket);
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <Value>(work: (answer: Answer<Value>) => Promise<void>, reply: unknown): void => {
    const answer: Answer<Value> = typeof reply === "function" ? (reply as Answer<Value>) : () => {};
    if (!socket.data.rate.take()) {
      answer({
        ok: false,
        code: "rate-limited",
        message: "This session sends too many requests. Send fewer than 10 per second.",
      });
      return;
    }
    last = last
      .then(() => work(answer))
      .catch((error: unknown) => {
        parts.onFailure(error);
        answer({ ok: false, code: "internal", message: "The platform failed unexpectedly. Try again." });
      });
  };

  socket.on("setQueue", (statement, reply) =>
    inOrder<QueueState>((answer) => setQueue(parts, session, statement, answer), reply),
  );
  socket.on("reject", (rejection, reply) =>
    inOrder<null>((answer) => reject(parts, session, rejection, answer), reply),
  );
  const stopAsking = parts.alive.add(socket);
  socket.on("disconnect", () => {
    stopAsking();
    board.remove(session);
    if (parts.isClosing()) return;
    void last
      .catch(() => {})
      .then(() => {
        sockets.closeSession(session);
        return reconciler.writeClosed();
      });
  });

  last = startSession(parts, session);
  await last;
}

function newSession(socket: PushSocket, nowMs: number): LocalSession {
  const { agentId, tenantId, statement } = socket.data;
  return {
    sessionId: newOpaqueId("s"),
    agentId,
    tenantId,
    socket,
    onQueue: statement.onQueue,
    onQueueSinceMs: statement.onQueue ? nowMs : null,
    sent: NO_CALLS,
    sentWaiting: NOBODY_WAITS,
    started: false,
  };
}

async function startSession({ deps, board }: AgentHandling, session: LocalSession): Promise<void> {
  const { socket, tenantId } = session;
  const { previousSessionId } = socket.data.statement;
  const previous = previousSessionId === null ? null : board.find(tenantId, previousSessionId);
  if (previous?.agentId === session.agentId) previous.socket.disconnect(true);
  await deps.queue.putSession({ ...session, nodeId: deps.nodeId });
  if (!socket.connected) return;
  board.add(session);
  if (session.onQueue) await announceSession(deps, tenantId);
  await board.derive(tenantId);
}

/** Other nodes' sessions depend on this node's only if the routing rule compares agents. */
async function announceSession(deps: RuleDeps, tenantId: string): Promise<void> {
  const tenant = await deps.tenants.find(tenantId);
  if (tenant && routingRule(tenant.settings.routing).needsEveryAgent) deps.announce.queueChanged(tenantId);
}

async function setQueue(
  { deps, board }: AgentHandling,
  session: LocalSession,
  payload: unknown,
  answer: Answer<QueueState>,
): Promise<void> {
  const statement = readQueueStatement(payload);
  if (!statement) {
    answer({
      ok: false,
      code: "invalid-request",
      message: "`setQueue` takes {onQueue: boolean, callTypes: string[]}.",
    });
    return;
  }
  if (statement.onQueue !== session.onQueue) {
    session.onQueue = statement.onQueue;
    session.onQueueSinceMs = statement.onQueue ? deps.clock.nowMs() : null;
    await deps.queue.setSessionOnQueue(session.sessionId, session.onQueue, session.onQueueSinceMs);
    await announceSession(deps, session.tenantId);
  }
  await board.derive(session.tenantId);
  // Read and answered synchronously, so that later changes are sent after the answer.
  const ringing = [...session.sent.values()].map(({ call }) => call);
  const waiting = board.waitingFor(session);
  session.sentWaiting = waiting;
  answer({ ok: true, value: { onQueue: session.onQueue, timetable: "disabled", waiting, ringing } });
}

async function reject(
  { deps, board }: AgentHandling,
  session: LocalSession,
  payload: unknown,
  answer: Answer<null>,
): Promise<void> {
  const rejection = readRejection(payload);
  if (!rejection) {
    answer({
      ok: false,
      code: "invalid-request",
      message: "`reject` takes {visitorId: string, reason: string}, the reason with at most 200 characters.",
    });
    return;
  }
  const { tenantId, agentId } = session;
  // A repeated rejection changes nothing, so that a client in a loop costs one statement each.
  if (await deps.queue.reject(rejection.visitorId, tenantId, agentId, deps.clock.nowMs())) {
    deps.announce.queueChanged(tenantId);
    await board.derive(tenantId);
  }
  answer({ ok: true, value: null });
}

/** The token has expired or was revoked: the client must reconnect with another. */
export function endSession(socket: PushSocket): void {
  socket.emit("expired");
  socket.disconnect(true);
}

/** The `alive` question. A session whose token has expired gets `expired` instead. */
export function questionsToAgents(clock: Clock): AliveQuestions<PushSocket> {
  return {
    silenceAllowedMs: () => AGENT_SILENCE_MS,
    ask(socket, answer) {
      if (socket.data.tokenEndsAtMs > clock.nowMs()) {
        socket.emit("alive", answer);
        return;
      }
      endSession(socket);
    },
    onSilent: (socket) => socket.conn.close(),
  };
}
