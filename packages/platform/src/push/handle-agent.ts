import type { PushReply, RingingCall } from "@videoengager/protocol/push/push-socket";
import type { Clock } from "../domain/clock.ts";
import type { LiveContext } from "../domain/live-context.ts";
import { newOpaqueId } from "../domain/random-ids.ts";
import { AGENT_SILENCE_MS } from "../domain/seat.ts";
import type { AliveQuestions, AliveRounds } from "../lib/alive-rounds.ts";
import { releaseHandshake } from "../lib/release-handshake.ts";
import type { LocalSession } from "./agent-session.ts";
import { readQueueStatement, readRefusal } from "./check-payload.ts";
import type { PushSocket } from "./push-namespace.ts";
import type { QueueBoard } from "./queue-board.ts";

export interface AgentHandling {
  readonly live: LiveContext;
  readonly board: QueueBoard;
  readonly alive: AliveRounds<PushSocket>;
  readonly isClosing: () => boolean;
  readonly onFailure: (error: unknown) => void;
}

type Answer<Value> = (answer: PushReply<Value>) => void;

/** An agent's push session, from its first message to its last. What one session says takes effect in order. */
export async function handleAgent(parts: AgentHandling, socket: PushSocket): Promise<void> {
  const { live, board } = parts;
  const session = newSession(socket, live.clock.nowMs());
  releaseHandshake(socket);
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <Value>(work: (answer: Answer<Value>) => Promise<void>, reply: unknown): void => {
    const answer: Answer<Value> = typeof reply === "function" ? (reply as Answer<Value>) : () => {};
    if (!socket.data.rate.take()) {
      answer({ ok: false, code: "rate-limited", message: "Too many requests in a short time." });
      return;
    }
    last = last
      .then(() => work(answer))
      .catch((error: unknown) => {
        parts.onFailure(error);
        answer({ ok: false, code: "internal", message: "The platform failed." });
      });
  };

  socket.on("setQueue", (statement, reply) =>
    inOrder<QueueAnswer>((answer) => setQueue(parts, session, statement, answer), reply),
  );
  socket.on("reject", (refused, reply) =>
    inOrder<null>((answer) => reject(parts, session, refused, answer), reply),
  );
  const stopAsking = parts.alive.add(socket);
  socket.on("disconnect", () => {
    stopAsking();
    board.remove(session);
    if (parts.isClosing()) return;
    last.then(() => forgetSession(parts, session)).catch(parts.onFailure);
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
    told: new Map(),
    started: false,
  };
}

async function startSession({ live, board }: AgentHandling, session: LocalSession): Promise<void> {
  const { socket, tenantId } = session;
  const { previousSessionId } = socket.data.statement;
  const previous = previousSessionId === null ? null : board.find(tenantId, previousSessionId);
  if (previous?.agentId === session.agentId) previous.socket.disconnect(true);
  await live.store.putSession({ ...session, nodeId: live.nodeId });
  if (!socket.connected) return;
  board.add(session);
  if (session.onQueue) live.announce.queueChanged(tenantId);
  await board.derive(tenantId);
}

async function forgetSession({ live }: AgentHandling, session: LocalSession): Promise<void> {
  await live.store.removeSession(session.sessionId);
  if (session.onQueue) live.announce.queueChanged(session.tenantId);
}

interface QueueAnswer {
  readonly onQueue: boolean;
  readonly timetable: "disabled";
  readonly ringing: readonly RingingCall[];
}

async function setQueue(
  { live, board }: AgentHandling,
  session: LocalSession,
  payload: unknown,
  answer: Answer<QueueAnswer>,
): Promise<void> {
  const statement = readQueueStatement(payload);
  if (!statement) {
    answer({ ok: false, code: "invalid-request", message: "This is no queue statement." });
    return;
  }
  if (statement.onQueue !== session.onQueue) {
    session.onQueue = statement.onQueue;
    session.onQueueSinceMs = statement.onQueue ? live.clock.nowMs() : null;
    await live.store.setSessionOnQueue(session.sessionId, session.onQueue, session.onQueueSinceMs);
    live.announce.queueChanged(session.tenantId);
  }
  await board.derive(session.tenantId);
  // In the same breath as it is read: a change that comes after the answer is told after it.
  const ringing = [...session.told.values()];
  answer({ ok: true, value: { onQueue: session.onQueue, timetable: "disabled", ringing } });
}

async function reject(
  { live, board }: AgentHandling,
  session: LocalSession,
  payload: unknown,
  answer: Answer<null>,
): Promise<void> {
  const refused = readRefusal(payload);
  if (!refused) {
    answer({ ok: false, code: "invalid-request", message: "This is no refusal." });
    return;
  }
  const { tenantId, agentId } = session;
  const noted = await live.store.reject(refused.visitorId, tenantId, agentId, live.clock.nowMs());
  if (noted) live.announce.queueChanged(tenantId);
  await board.derive(tenantId);
  answer({ ok: true, value: null });
}

/** The token says nothing any more: the client must come back with another. */
export function endSession(socket: PushSocket): void {
  socket.emit("expired");
  socket.disconnect(true);
}

/** What this node asks its sessions: whether they are there; one whose token has ended is told so instead. */
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
