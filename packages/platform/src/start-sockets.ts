import type { IncomingMessage, Server } from "node:http";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { Registry } from "prom-client";
import { type ServerOptions, Server as SocketServer } from "socket.io";
import { attachSignalling, type Signalling } from "./calls/signalling/attach-signalling.ts";
import { type Cluster, joinCluster } from "./cluster/join-cluster.ts";
import { SINGLE_NODE } from "./cluster/node-messages.ts";
import type { Deps } from "./deps.ts";
import { watchHandshakes } from "./lib/release-handshake.ts";
import type { RefusalMetrics } from "./observe/refusal-metrics.ts";
import { registerGauge } from "./observe/register-gauge.ts";
import type { EverySecond } from "./presence/every-second.ts";
import { createPresence } from "./presence/presence.ts";
import { attachPush, type Push } from "./queue/push/attach-push.ts";
import { registerPresenceMetrics } from "./register-presence-metrics.ts";
import { type ClientAddress, createClientAddress } from "./server/client-address.ts";
import { closeSpread, refuseUpgradesOnDrain } from "./server/drain-sockets.ts";
import { type Connection, closeOnFlood } from "./server/flood-guard.ts";
import type { ReadinessCheck } from "./server/health.routes.ts";
import { createRequestIds } from "./server/request-id.ts";
import type { SocketContext } from "./server/socket-context.ts";
import { SocketLimits } from "./server/socket-limits.ts";
import { SocketsByAddress } from "./server/sockets-by-address.ts";

/** The socket server, and what runs beside it: the cluster and the sweep. */
export interface Sockets {
  /** Everything, now that it can announce changes. */
  readonly deps: Deps;
  attach(server: Server): void;
  readonly readiness: readonly ReadinessCheck[];
  /** One sweep; see `App`. */
  sweep(): Promise<void>;
  /** Closes all sockets, new ones are refused at once. @param spreadMs over this long, so that they don't all return at once */
  close(spreadMs: number): Promise<void>;
}

/** A connection before Socket.IO knows whose it is. */
interface RawSocket extends Connection {
  readonly request: IncomingMessage;
  once(event: "close", listener: () => void): void;
}

/**
 * Websocket only: no node has to be found again by a second request. The pages' presence is asked in messages of our own,
 * so the transport's ping only clears away sockets that are long dead.
 */
const SOCKET_OPTIONS: Partial<ServerOptions> = {
  path: PATHS.socket,
  transports: ["websocket"],
  serveClient: false,
  perMessageDeflate: false,
  maxHttpBufferSize: 100_000,
  connectTimeout: 10_000,
  pingInterval: 25_000,
  pingTimeout: 120_000,
};

/**
 * Creates the socket server and both namespaces, joins the cluster and starts the sweep. Takes everything but the announcer,
 * which is made here, and hands back the whole.
 */
export async function startSockets(
  base: Omit<Deps, "announce">,
  everySecond: EverySecond,
  refusals: Pick<RefusalMetrics, "socket">,
): Promise<Sockets> {
  const onFailure = (error: unknown): void => base.log.error({ err: error }, "background work failed");
  const { redisUrl, redisPrefix: prefix, trustedProxies, maxConnectionsPerAddress } = base.config;
  const cluster = redisUrl ? await joinCluster({ redisUrl, prefix, nodeId: base.nodeId, onFailure }) : null;
  if (cluster) base.rateLimits.shareBy(cluster.counts);
  const readAddress = createClientAddress(trustedProxies);
  const openSockets = new SocketsByAddress(readAddress, maxConnectionsPerAddress);
  const onRefused = reportRefusedSockets(base, refusals, readAddress);
  const socketOptions = limitSockets(openSockets, onRefused);
  const io = new SocketServer(socketOptions);
  const connections = new Set<RawSocket>();
  let drain = (): void => {};
  const deps: Deps = {
    ...base,
    announce: {
      roomChanged: (interactionId) => signalling.roomChanged(interactionId),
      queueChanged: (tenantId) => push.queueChanged(tenantId),
      settle: (tenantId, agentId) => push.settle(tenantId, agentId),
    },
  };
  const presence = createPresence(deps, {
    async afterSweep() {
      await Promise.all([push.round(), push.endRefused(), signalling.notifyEnded()]);
      // Notifications from other nodes may have been lost.
      if (cluster && !cluster.isUp()) signalling.refresh();
    },
    onFailure,
  });
  const context: SocketContext = {
    socketLimits: new SocketLimits(readAddress, deps.rateLimits),
    nodeBus: cluster?.bus ?? SINGLE_NODE,
    everySecond,
    presence,
    onFailure,
    onRefused,
  };
  const signalling = attachSignalling(io, deps, context);
  const push = attachPush(io, deps, context);
  cluster?.onBack(() => {
    push.refresh();
    signalling.refresh();
  });
  registerSocketMetrics(deps.metrics, { push, signalling, cluster });
  registerPresenceMetrics(deps.metrics, presence, deps.database, deps.config.databasePoolSize);
  await presence.start();
  return {
    deps,
    attach(server) {
      io.attach(server, socketOptions);
      watchHandshakes(io);
      io.engine.on("connection", (socket: RawSocket) =>
        watchConnection(socket, { connections, openSockets, readAddress, onRefused }),
      );
      drain = refuseUpgradesOnDrain(server);
    },
    readiness: [
      { name: "database", required: true, check: () => presence.checkDatabase() },
      { name: "sweep", required: true, check: () => presence.checkSweep() },
      ...(deps.database.engine === "libsql"
        ? [{ name: "write-lock", required: false, check: () => presence.checkWriteLock() }]
        : []),
      ...(cluster ? [{ name: "redis", required: false, check: async () => requireUp(cluster) }] : []),
    ],
    sweep: () => presence.sweep(),
    async close(spreadMs) {
      drain();
      if (spreadMs > 0) await closeSpread([...connections], spreadMs);
      signalling.beginClosing();
      push.beginClosing();
      io.engine?.close();
      await presence.close();
      cluster?.close();
    },
  };
}

/** Counts and logs each refused socket. */
function reportRefusedSockets(
  { log, config }: Pick<Deps, "log" | "config">,
  refusals: Pick<RefusalMetrics, "socket">,
  readAddress: ClientAddress,
): SocketContext["onRefused"] {
  const readRequestId = createRequestIds(config.trustedProxies);
  return ({ part, request, reason, tenantId }) => {
    refusals.socket(part, reason);
    const from =
      "headers" in request ? { address: readAddress(request), reqId: readRequestId(request) } : request;
    log.warn({ part, reason, tenantId, ...from }, "socket refused");
  };
}

function limitSockets(
  openSockets: SocketsByAddress,
  onRefused: SocketContext["onRefused"],
): Partial<ServerOptions> {
  return {
    ...SOCKET_OPTIONS,
    allowRequest(request, answer) {
      const mayOpen = openSockets.mayOpen(request);
      if (!mayOpen) onRefused({ part: "connection", request, reason: "too-many-of-address", tenantId: null });
      answer(null, mayOpen);
    },
  };
}

function watchConnection(
  socket: RawSocket,
  {
    connections,
    openSockets,
    readAddress,
    onRefused,
  }: {
    readonly connections: Set<RawSocket>;
    readonly openSockets: SocketsByAddress;
    readonly readAddress: ClientAddress;
    readonly onRefused: SocketContext["onRefused"];
  },
): void {
  connections.add(socket);
  socket.once("close", () => connections.delete(socket));
  socket.once("close", openSockets.opened(socket.request));
  // The request is released once the handshake is over.
  const request = { address: readAddress(socket.request) };
  closeOnFlood(socket, () => onRefused({ part: "connection", request, reason: "flood", tenantId: null }));
}

function requireUp(cluster: Cluster): void {
  if (!cluster.isUp()) throw Object.assign(new Error("Redis doesn't answer."), { code: "no answer" });
}

function registerSocketMetrics(
  registry: Registry,
  parts: { readonly push: Push; readonly signalling: Signalling; readonly cluster: Cluster | null },
): void {
  const { push, signalling, cluster } = parts;
  registerGauge(registry, "push_sessions", "Agents' push sessions on this node", () => push.sessionCount());
  registerGauge(
    registry,
    "pages_unanswered",
    "Pages on this node, of agents and in calls, that owe an answer to the question whether they are there",
    () => push.unansweredCount() + signalling.unansweredCount(),
  );
  if (!cluster) return;
  registerGauge(registry, "redis_up", "1 while this node reaches the other nodes by Redis", () =>
    cluster.isUp() ? 1 : 0,
  );
  registerGauge(
    registry,
    "limits_counted_alone",
    "How often this node counted a limit for itself, because Redis was away or answered late",
    () => cluster.countedAlone(),
  );
}
