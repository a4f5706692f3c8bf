import type { Server } from "node:http";
import { Server as SecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "./config/config.ts";
import { createDeps } from "./create-deps.ts";
import { createObservedServer } from "./create-observed-server.ts";
import { lockDataDir } from "./database/data-dir-lock.ts";
import { withRetry } from "./database/retry.ts";
import type { DemoCredentials } from "./demo/demo.routes.ts";
import { ensureDemoTenant } from "./demo/demo-tenant.ts";
import type { Deps } from "./deps.ts";
import { type Clock, MONOTONIC_CLOCK } from "./lib/clock.ts";
import { LostConnections } from "./lost-connections.ts";
import { openStores, type Stores } from "./open-stores.ts";
import { BUILT_PAGES, type PageFolders } from "./page-folders.ts";
import { type EverySecond, SYSTEM_SECONDS } from "./presence/every-second.ts";
import { registerRoutes } from "./register-routes.ts";
import {
  openCertificate,
  readCertificateFiles,
  type ServedCertificate,
} from "./server/certificate/open-certificate.ts";
import { watchCertificate } from "./server/certificate/watch-certificate.ts";
import type { HttpApp } from "./server/http-app.ts";
import { listOrigins } from "./server/listening-addresses.ts";
import { startMaintenance } from "./start-maintenance.ts";
import { startSockets } from "./start-sockets.ts";

export interface Listening {
  /** The origin to show first. */
  readonly url: string;
  /** Every origin that it is reached at. */
  readonly urls: readonly string[];
}

/** One running platform. */
export interface App {
  readonly deps: Deps;
  readonly server: Server;
  /** Every route of the HTTP server, hidden ones included. */
  readonly routes: readonly Route[];
  /** With `DEMO=1`. */
  readonly demo: DemoCredentials | null;
  /** Rejects with the system's error if the port is taken. */
  listen(): Promise<Listening>;
  /** Sends one heartbeat and sweeps once, now. Both also run once a second. */
  sweep(): Promise<void>;
  /** Reads the certificate's files now. The platform also does so every minute. */
  checkCertificate(): Promise<void>;
  /** `/readyz` is 503 for `DRAIN_DELAY_S`. Then closes the sockets, finishes requests that are in progress, and closes the database. */
  close(): Promise<void>;
}

export interface Route {
  readonly method: string;
  /** As Fastify writes it: `/visitor/:place`. */
  readonly url: string;
}

export interface AppOptions {
  /** Default: the database server's clock with PostgreSQL, else the system's. */
  readonly clock?: Clock;
  /** The clock of rate limits. Default: the time since the process started, which can't be set back. */
  readonly limitClock?: Clock;
  /** Drives the `alive` rounds. Default: the system's seconds. */
  readonly everySecond?: EverySecond;
  /** Default: the output folders of `npm run build`. */
  readonly pages?: PageFolders;
  /** Where log lines go, one JSON object each. Default: standard output. */
  readonly logStream?: NodeJS.WritableStream;
  /** How requests to Genesys Cloud leave the process. Default: the process's `fetch`. */
  readonly fetchFromGenesys?: typeof fetch;
}

/** While a process starts, its event loop is busy and a connection can time out. */
const START_MS = 15_000;
/** Some megabytes of the embedded database's log, at an office's pace. */
const CHECKPOINT_INTERVAL_MS = 5_000;
/** The composition root: opens and migrates the database, and connects all parts. Nothing listens yet. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const {
    everySecond = SYSTEM_SECONDS,
    limitClock = MONOTONIC_CLOCK,
    pages = BUILT_PAGES,
    logStream = process.stdout,
    fetchFromGenesys = fetch,
  } = options;
  const unlock = config.databaseUrl ? () => {} : await lockDataDir(config.dataDir);
  const lostConnections = new LostConnections();
  let stores: Stores | null = null;
  try {
    stores = await openStores(config, {
      clock: options.clock ?? null,
      timeouts: true,
      checkpointIntervalMs: CHECKPOINT_INTERVAL_MS,
      onConnectionLost: (code) => lostConnections.add(code),
    });
    await refuseLeftoverDemo(config, stores);
    const parts = { everySecond, limitClock, pages, logStream, fetchFromGenesys, unlock, lostConnections };
    return await assemble(config, parts, stores);
  } catch (error) {
    await stores?.database.close();
    unlock();
    throw error;
  }
}

async function assemble(
  config: Config,
  {
    everySecond,
    limitClock,
    pages,
    logStream,
    fetchFromGenesys,
    unlock,
    lostConnections,
  }: Omit<Required<AppOptions>, "clock"> & {
    readonly unlock: () => void;
    readonly lostConnections: LostConnections;
  },
  stores: Stores,
): Promise<App> {
  const { clock } = stores;
  await withRetry(() => stores.keyRing.refresh(), START_MS);
  const tls = await openCertificate(config, clock);
  let draining = false;
  const server = await createObservedServer(config, { limitClock, logStream }, stores, {
    tls,
    isDraining: () => draining,
  });
  const { http } = server;
  const routes: Route[] = [];
  http.addHook("onRoute", ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, url });
  });
  let ownOrigins: readonly string[] = config.publicUrl ? [config.publicUrl] : [];
  const sockets = await startSockets(
    createDeps({ config, stores, server, ownOrigins: () => ownOrigins, limitClock, fetchFromGenesys }),
    everySecond,
    server.refusals,
  );
  const { deps } = sockets;
  lostConnections.reportTo(deps.log, deps.metrics);
  const demo = config.demo
    ? await withRetry(() => ensureDemoTenant({ ...deps, dataDir: config.dataDir }), START_MS)
    : null;
  await registerRoutes(http, deps, {
    pages,
    demo,
    readiness: sockets.readiness,
    isDraining: () => draining,
    refusals: server.refusals,
  });
  const maintenance = startMaintenance(deps);

  return {
    deps,
    server: http.server,
    routes,
    demo,
    async listen() {
      await http.ready();
      await listenOn(http.server, config);
      const { port } = http.server.address() as AddressInfo;
      const listening = listOrigins(tls ? "https" : "http", config.host, port);
      ownOrigins = config.publicUrl ? [config.publicUrl, ...listening] : listening;
      sockets.attach(http.server);
      return { url: deps.publicUrl(), urls: ownOrigins };
    },
    sweep: () => sockets.sweep(),
    checkCertificate: startCertificateWatch(config, tls, http, clock),
    async close() {
      if (draining) return;
      draining = true;
      // Load balancers read the 503 of `/readyz` and stop sending requests, while everything is still served.
      await delay(config.drainDelayMs);
      await maintenance.stop();
      await sockets.close(config.drainDelayMs / 2);
      await server.close();
      await stores.database.close();
      unlock();
    },
  };
}

/** A demo tenant's key was available to every page on the machine, and every loopback address is one of its web sites. */
async function refuseLeftoverDemo(config: Config, { tenants }: Stores): Promise<void> {
  if (!config.production || config.allowedInProduction.includes("demo-tenant")) return;
  const demo = (await tenants.list()).find(({ allowsLoopbackOrigins }) => allowsLoopbackOrigins);
  if (demo)
    throw new Error(
      `the database still holds the demo tenant ${demo.id}, whose key was given out. Remove it with: platform tenant remove ${demo.id} --yes, or set ALLOW_IN_PRODUCTION=demo-tenant.`,
    );
}

/** Fastify's own `listen` would also listen on `::1`, on another port. */
function listenOn(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/**
 * Watches the operator's certificate until the server closes; a self-signed one never changes while the platform runs.
 *
 * @returns checks the files now
 */
function startCertificateWatch(
  { tls: files }: Config,
  served: ServedCertificate | null,
  app: HttpApp,
  clock: Clock,
): () => Promise<void> {
  const { server, log } = app;
  if (files.kind !== "files" || !served || !(server instanceof SecureServer)) return async () => {};
  const watch = watchCertificate({
    served,
    read: () => readCertificateFiles(files),
    serve: ({ cert, key }) => server.setSecureContext({ cert, key }),
    log,
    clock,
  });
  app.addHook("onClose", async () => watch.stop());
  return () => watch.check();
}
