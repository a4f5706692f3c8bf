import { PUSH_NAMESPACE } from "@videoengager/protocol/push/push-socket";
import type { Server } from "socket.io";
import type { LiveContext } from "../domain/live-context.ts";
import type { OriginRules } from "../domain/origins.ts";
import type { RateLimiter } from "../domain/rate-limiter.ts";
import type { TokenGate } from "../domain/token-gate.ts";
import { AliveRounds } from "../lib/alive-rounds.ts";
import type { ClientAddress } from "../lib/client-address.ts";
import type { EverySecond } from "../lib/every-second.ts";
import { withinMs } from "../lib/within-ms.ts";
import { admitAgent } from "./admit-agent.ts";
import { endSession, handleAgent, questionsToAgents } from "./handle-agent.ts";
import type { PushNamespace } from "./push-namespace.ts";
import { QueueBoard } from "./queue-board.ts";

/** How long sessions may take to show what they were told, on all nodes, before a lost claim is answered all the same. */
const SETTLE_TIMEOUT_MS = 2_000;

export interface PushParts {
  readonly live: LiveContext;
  readonly tokenGate: TokenGate;
  readonly origins: OriginRules;
  readonly addressOf: ClientAddress;
  readonly byAddress: RateLimiter;
  /** Whether other nodes share this platform. */
  readonly clustered: boolean;
  readonly everySecond: EverySecond;
  readonly onFailure: (error: unknown) => void;
}

export interface Push {
  /** Tells the sessions of a tenant, on every node, what rings now. */
  queueChanged(tenantId: string): void;
  /** Resolves when an agent's sessions have shown everything that was committed before; at most 2 s. */
  settle(tenantId: string, agentId: string): Promise<void>;
  sessionCount(): number;
  /** How many sessions on this node owe an answer to the question whether they are there. */
  unansweredCount(): number;
  /** Tells this node's sessions anew what rings: everybody, or only those for whom something rings. */
  refresh(): void;
  refreshRinging(): void;
  /** Ends this node's sessions of agents whom an operator disabled or removed: another process did so. */
  endRefused(): Promise<void>;
  /** From then on a socket that closes is the node's doing, not its client's. */
  beginClosing(): void;
}

/** The agents' real-time channel. */
export function attachPush(io: Server, parts: PushParts): Push {
  const namespace = io.of(PUSH_NAMESPACE) as unknown as PushNamespace;
  const { live, onFailure } = parts;
  const board = new QueueBoard(namespace, live, onFailure);
  const alive = new AliveRounds(questionsToAgents(live.clock), parts.everySecond);
  let closing = false;

  namespace.use(async (socket, next) => {
    try {
      await admitAgent({ ...parts, board, clock: live.clock }, socket);
    } catch (error) {
      next(error instanceof Error ? error : new Error("refused"));
      return;
    }
    next();
  });
  namespace.on("connection", (socket) => {
    handleAgent({ live, board, alive, isClosing: () => closing, onFailure }, socket).catch(
      (error: unknown) => {
        onFailure(error);
        socket.conn.close();
      },
    );
  });
  namespace.on("queueChanged", (tenantId) => void board.derive(tenantId));
  namespace.on("settle", (tenantId, agentId, acknowledge) => {
    void board.settle(tenantId, agentId).finally(() => acknowledge(true));
  });

  return {
    queueChanged(tenantId) {
      void board.derive(tenantId);
      if (parts.clustered) namespace.serverSideEmit("queueChanged", tenantId);
    },
    async settle(tenantId, agentId) {
      const elsewhere = parts.clustered
        ? namespace.serverSideEmitWithAck("settle", tenantId, agentId)
        : Promise.resolve([]);
      // A node that died, or a Redis that is gone, answers nothing.
      await withinMs(Promise.allSettled([board.settle(tenantId, agentId), elsewhere]), SETTLE_TIMEOUT_MS);
    },
    sessionCount: () => board.count(),
    unansweredCount: () => alive.unanswered,
    refresh() {
      for (const tenantId of board.tenantIds()) void board.derive(tenantId);
    },
    refreshRinging() {
      for (const tenantId of board.tenantIds()) if (board.isRinging(tenantId)) void board.derive(tenantId);
    },
    async endRefused() {
      for (const { tenantId, sessionId } of await live.store.sessionsToEnd(live.nodeId)) {
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
