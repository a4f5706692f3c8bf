import type { IncomingMessage, Server } from "node:http";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { Gauge, type Registry } from "prom-client";
import { type ServerOptions, Server as SocketServer } from "socket.io";
import type { Core } from "./core.ts";
import type { LiveContext } from "./domain/live-context.ts";
import { interactionIdOf } from "./domain/pin-pass.ts";
import { newOpaqueId } from "./domain/random-ids.ts";
import type { HttpApp } from "./http/http-app.ts";
import { type Cluster, joinCluster } from "./join-cluster.ts";
import { createClientAddress } from "./lib/client-address.ts";
import type { EverySecond } from "./lib/every-second.ts";
import { watchHandshakes } from "./lib/release-handshake.ts";
import { attachPush, type Push } from "./push/attach-push.ts";
import { registerLiveRoutes } from "./register-live-routes.ts";
import { attachSignalling, type Signalling } from "./signalling/attach-signalling.ts";
import { SocketsByAddress } from "./sockets-by-address.ts";
import { startSweeping } from "./start-sweeping.ts";
import { createAgentStore } from "./store/agent-store.ts";
import { createLiveStore } from "./store/live-store.ts";

/** One line of `/readyz`: a part that this node needs, and whether it is there. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<void>;
}

/** Interactions, queue, push and signalling: what `createApp` plugs in. */
export interface InteractionParts {
  registerRoutes(app: HttpApp): Promise<void>;
  attachSockets(server: Server): void;
  readonly readiness: readonly ReadinessCheck[];
  /** The tenant of the interaction that a visitor's page is at, for the visitor page's `frame-ancestors`. */
  readonly tenantIdOf: (place: string) => Promise<string | null>;
  /** One round of what time does; see `App`. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** A connection before Socket.IO knows whose it is. */
interface RawSocket {
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

export async function composeInteractions(core: Core, everySecond: EverySecond): Promise<InteractionParts> {
  const onFailure = (error: unknown): void => core.log.error({ err: error }, "a live rule failed");
  const cluster = core.config.redisUrl
    ? await joinCluster(core.config.redisUrl, {
        onFailure,
        onBack: () => {
          push.refresh();
          signalling.refresh();
        },
      })
    : null;
  if (cluster) core.rateLimits.shareBy(cluster.counts);
  const addressOf = createClientAddress(core.config.trustedProxies);
  const openSockets = new SocketsByAddress(addressOf, core.config.rateLimitFactor);
  const socketOptions: Partial<ServerOptions> = {
    ...SOCKET_OPTIONS,
    allowRequest: (request, answer) => answer(null, openSockets.mayOpen(request)),
    ...(cluster ? { adapter: cluster.adapter } : {}),
  };
  const io = new SocketServer(socketOptions);
  const live: LiveContext = {
    store: createLiveStore(core.database),
    clock: core.clock,
    tenants: core.tenants,
    agents: createAgentStore(core.database, core.clock),
    nodeId: newOpaqueId("n"),
    announce: {
      roomChanged: (interactionId) => signalling.roomChanged(interactionId),
      queueChanged: (tenantId) => push.queueChanged(tenantId),
      settle: (tenantId, agentId) => push.settle(tenantId, agentId),
    },
  };
  const shared = {
    live,
    origins: core.origins,
    addressOf,
    byAddress: core.rateLimits.perMinute("sockets", 600),
    clustered: cluster !== null,
    everySecond,
    onFailure,
  };
  const signalling = attachSignalling(io, { ...shared, tokens: core.tokens });
  const push = attachPush(io, { ...shared, tokenGate: core.tokenGate });
  measure(core.metrics, { push, signalling, cluster });
  const sweeper = await startSweeping(live, {
    beforeSweep: () => core.clock.adjust(),
    afterSweep: async () => {
      push.refreshRinging();
      await Promise.all([push.endRefused(), signalling.tellEnded()]);
      // Nobody else can say what changed there.
      if (cluster?.mayMiss()) signalling.refresh();
    },
    exclusive: core.database.engine === "libsql",
    onFailure,
  });
  return {
    registerRoutes: (app) => registerLiveRoutes(app, core, live),
    attachSockets(server) {
      io.attach(server, socketOptions);
      watchHandshakes(io);
      io.engine.on("connection", (socket: RawSocket) =>
        socket.once("close", openSockets.opened(socket.request)),
      );
    },
    readiness: cluster ? [{ name: "redis", check: () => cluster.check() }] : [],
    async tenantIdOf(place) {
      return (await live.store.room(interactionIdOf(place)))?.interaction.tenantId ?? null;
    },
    sweep: () => sweeper.round(),
    async close() {
      signalling.beginClosing();
      push.beginClosing();
      await sweeper.stop();
      io.engine?.close();
      await cluster?.close();
    },
  };
}

function measure(
  registry: Registry,
  parts: { readonly push: Push; readonly signalling: Signalling; readonly cluster: Cluster | null },
): void {
  const { push, signalling, cluster } = parts;
  registry.registerMetric(
    new Gauge({
      name: "push_sessions",
      help: "Agents' push sessions on this node",
      registers: [],
      collect() {
        this.set(push.sessionCount());
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "pages_unanswered",
      help: "Pages on this node, of agents and in calls, that owe an answer to the question whether they are there",
      registers: [],
      collect() {
        this.set(push.unansweredCount() + signalling.unansweredCount());
      },
    }),
  );
  if (!cluster) return;
  registry.registerMetric(
    new Gauge({
      name: "redis_up",
      help: "1 while this node reaches the other nodes by Redis",
      registers: [],
      collect() {
        this.set(cluster.isUp() ? 1 : 0);
      },
    }),
  );
}
