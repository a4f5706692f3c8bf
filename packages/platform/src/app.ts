import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { composeInteractions } from "./compose-interactions.ts";
import type { Config } from "./config.ts";
import type { Core } from "./core.ts";
import { createCore, openStores, type Stores } from "./create-core.ts";
import { ensureDemoTenant } from "./demo-tenant.ts";
import type { Clock } from "./domain/clock.ts";
import { createHttpApp } from "./http/create-http-app.ts";
import type { DemoCredentials } from "./http/demo.ts";
import type { HttpApp } from "./http/http-app.ts";
import { type EverySecond, SYSTEM_SECONDS } from "./lib/every-second.ts";
import { namesOf, originsOf } from "./listening-addresses.ts";
import { BUILT_PAGES, type PageFolders } from "./page-folders.ts";
import { registerRoutes } from "./register-routes.ts";
import { type Certificate, loadSelfSigned } from "./self-signed.ts";
import { startChores } from "./start-chores.ts";

export interface Listening {
  /** The origin to show first. */
  readonly url: string;
  /** Every origin that it is reached at. */
  readonly urls: readonly string[];
}

/** One running platform. */
export interface App {
  readonly core: Core;
  readonly server: Server;
  /** Where `DEMO=1`. */
  readonly demo: DemoCredentials | null;
  /** Rejects with the system's error where the port is taken. */
  listen(): Promise<Listening>;
  /** One round of what time does to calls and queues, now. It happens by itself, once a second. */
  sweep(): Promise<void>;
  /** Answers what is under way, tells the sockets, closes the database. */
  close(): Promise<void>;
}

export interface AppOptions {
  /** Default: the database server's where there is one, else the system's. */
  readonly clock?: Clock;
  /** When the pages are asked whether they are there, a fifth of them at a time. Default: the system's seconds. */
  readonly everySecond?: EverySecond;
  /** Default: where `npm run build` puts them. */
  readonly pages?: PageFolders;
  /** Where log lines go, one JSON object each. Default: standard output. */
  readonly logStream?: NodeJS.WritableStream;
}

const IDLE_CHECK_INTERVAL_MS = 100;
/** What is under way for longer than this when the platform closes is cut off. */
const DRAIN_TIMEOUT_MS = 5_000;

/** The composition root: opens and migrates the database, and wires every part. Nothing listens yet. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const { everySecond = SYSTEM_SECONDS, pages = BUILT_PAGES, logStream = process.stdout } = options;
  const stores = await openStores(config, options.clock ?? null);
  try {
    return await assemble(config, { everySecond, pages, logStream }, stores);
  } catch (error) {
    await stores.database.close();
    throw error;
  }
}

async function assemble(
  config: Config,
  { everySecond, pages, logStream }: Omit<Required<AppOptions>, "clock">,
  stores: Stores,
): Promise<App> {
  const { clock } = stores;
  await stores.keyRing.refresh();
  const tls = await loadCertificate(config, clock);
  const http = createHttpApp({
    tls,
    logLevel: config.logLevel,
    logStream,
    trustedProxies: config.trustedProxies,
    mostConnections: config.mostConnections,
  });
  let ownOrigins: readonly string[] = config.publicUrl ? [config.publicUrl] : [];
  let draining = false;
  const core = createCore({ config, stores, app: http, ownOrigins: () => ownOrigins });
  const interactions = await composeInteractions(core, everySecond);
  const demo = config.demo ? await ensureDemoTenant({ ...stores, dataDir: config.dataDir }) : null;
  await registerRoutes(http, { core, stores, interactions, pages, demo, isDraining: () => draining });
  const chores = startChores(stores, core.log);

  return {
    core,
    server: http.server,
    demo,
    async listen() {
      await http.ready();
      await listenOn(http.server, config);
      const { port } = http.server.address() as AddressInfo;
      const listening = originsOf(tls ? "https" : "http", config.host, port);
      ownOrigins = config.publicUrl ? [config.publicUrl, ...listening] : listening;
      interactions.attachSockets(http.server);
      return { url: core.publicUrl(), urls: ownOrigins };
    },
    sweep: () => interactions.sweep(),
    async close() {
      if (draining) return;
      draining = true;
      await chores.stop();
      await interactions.close();
      await closeHttp(http);
      await stores.database.close();
    },
  };
}

/** By hand, not by Fastify: it would also listen on `::1`, on a port of its own. */
function listenOn(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** A connection may become idle only after the server began to close: it would be kept open for a minute. */
async function closeHttp(http: HttpApp): Promise<void> {
  const { server } = http;
  const closed = new Promise<void>((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_INTERVAL_MS);
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
  await http.close();
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

async function loadCertificate(
  { tls, host, publicUrl, dataDir }: Config,
  clock: Clock,
): Promise<Certificate | null> {
  if (tls.kind === "none") return null;
  if (tls.kind === "files")
    return { cert: await readFile(tls.certFile, "utf8"), key: await readFile(tls.keyFile, "utf8") };
  const own = publicUrl ? [new URL(publicUrl).hostname.replace(/^\[|\]$/g, "")] : [];
  const names = new Set(["localhost", "127.0.0.1", "::1", ...namesOf(host), ...own]);
  return loadSelfSigned(dataDir, [...names], clock.nowMs());
}
