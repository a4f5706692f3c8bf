import { PUSH_NAMESPACE } from "@videoengager/protocol/push/push-socket";
import { Histogram } from "prom-client";
import type { Server } from "socket.io";
import type { Deps } from "../../deps.ts";
import { withinMs } from "../../lib/within-ms.ts";
import { AliveRounds } from "../../presence/alive-rounds.ts";
import { admitSockets } from "../../server/admit-sockets.ts";
import type { SocketContext } from "../../server/socket-context.ts";
import { admitAgent, MAX_SESSIONS } from "./admit-agent.ts";
import { endSession, handleAgent, questionsToAgents } from "./handle-agent.ts";
import type { PushNamespace, PushSocket } from "./push-namespace.ts";
import { QueueBoard } from "./queue-board.ts";
import { SessionPlaces } from "./session-places.ts";

/** How long sessions on all nodes have to show what they were sent before a lost claim is answered anyway. */
const SETTLE_TIMEOUT_MS = 2_000;

export interface Push {
  /** Sends the sessions of a tenant, on every node, what rings now. */
  queueChanged(tenantId: string): void;
  /** Resolves when an agent's sessions have shown everything that was committed before; at most 2 s. */
  settle(tenantId: string, agentId: string): Promise<void>;
  sessionCount(): number;
  /** How many sessions on this node haven't answered `alive`. */
  unansweredCount(): number;
  /** Derives for all tenants of this node: notifications may have been lost. */
  refresh(): void;
  /** Once a second: see `QueueBoard.round`. */
  round(): Promise<void>;
  /** Ends this node's sessions of agents whom an operator disabled or removed in another process. */
  endRefused(): Promise<void>;
  /** From then on the node closes sockets, not the clients. */
  beginClosing(): void;
}

/** The agents' real-time channel. */
export function attachPush(io: Server, deps: Deps, context: SocketContext): Push {
  const namespace = io.of(PUSH_NAMESPACE) as unknown as PushNamespace;
  const { nodeBus, onFailure } = context;
  const derivations = new Histogram({
    name: "queue_derivation_seconds",
    help: "How long this node took to derive a tenant's ringing calls and to send them",
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [deps.metrics],
  });
  const board = new QueueBoard(namespace, deps, {
    onFailure,
    onDerived: (durationMs) => derivations.observe(durationMs / 1_000),
  });
  const places = new SessionPlaces(MAX_SESSIONS);
  const alive = new AliveRounds(questionsToAgents(deps.clock), context.everySecond);
  let closing = false;

  namespace.use(
    admitSockets((socket: PushSocket) => admitAgent({ ...deps, ...context, places }, socket), {
      onFailure,
      onRefused: ({ request }, { data: { code: reason }, tenantId }) =>
        context.onRefused({ part: "push", request, reason, tenantId }),
    }),
  );
  namespace.on("connection", (socket) => {
    handleAgent(
      { deps, board, alive, presence: context.presence, isClosing: () => closing, onFailure },
      socket,
    ).catch((error: unknown) => {
      onFailure(error);
      socket.conn.close();
    });
  });
  nodeBus.handle("queueChanged", ({ tenantId }) => void board.derive(tenantId));
  nodeBus.handle("settle", ({ tenantId, agentId }) => board.settle(tenantId, agentId));

  return {
    queueChanged(tenantId) {
      void board.derive(tenantId);
      nodeBus.publish("queueChanged", { tenantId });
    },
    async settle(tenantId, agentId) {
      await Promise.all([
        withinMs(board.settle(tenantId, agentId), SETTLE_TIMEOUT_MS),
        // A dead node and an unreachable Redis don't answer.
        nodeBus.ask("settle", { tenantId, agentId }, SETTLE_TIMEOUT_MS),
      ]);
    },
    sessionCount: () => board.count(),
    unansweredCount: () => alive.unanswered,
    refresh: () => board.deriveAll(),
    round: () => board.round(),
    async endRefused() {
      for (const { tenantId, sessionId } of await deps.queue.sessionsToEnd(deps.nodeId)) {
        const session = board.find(tenantId, sessionId);
        if (session) endSession(session.socket);
      }
    },
    beginClosing() {
      closing = true;
      alive.stop();
    },
  };
}
