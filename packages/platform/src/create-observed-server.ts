import { Registry } from "prom-client";
import type { ReportCall } from "./calls/call-events.ts";
import type { Config } from "./config/config.ts";
import type { Clock } from "./lib/clock.ts";
import { newOpaqueId } from "./lib/random-ids.ts";
import { createRefusalMetrics, type RefusalMetrics } from "./observe/refusal-metrics.ts";
import { startObserving } from "./observe/start-observing.ts";
import type { Stores } from "./open-stores.ts";
import { createHttpApp } from "./server/create-http-app.ts";
import { formatLog } from "./server/format-log.ts";
import type { HttpApp } from "./server/http-app.ts";
import { createLoadGuard, type LoadGuard } from "./server/load-guard.ts";
import type { Certificate } from "./server/self-signed.ts";

const IDLE_CHECK_INTERVAL_MS = 100;
/** Requests that take longer than this while the platform closes are cut off. */
const DRAIN_TIMEOUT_MS = 5_000;

/** The HTTP server without routes, and what measures, logs and protects it. */
export interface ObservedServer {
  /** Identifies this process among those that share the database. New at each start. */
  readonly nodeId: string;
  readonly http: HttpApp;
  readonly metrics: Registry;
  readonly refusals: RefusalMetrics;
  readonly reportCall: ReportCall;
  readonly loadGuard: LoadGuard;
  /** Finishes requests that are in progress. */
  close(): Promise<void>;
}

export async function createObservedServer(
  config: Config,
  { limitClock, logStream }: { readonly limitClock: Clock; readonly logStream: NodeJS.WritableStream },
  stores: Stores,
  { tls, isDraining }: { readonly tls: Certificate | null; readonly isDraining: () => boolean },
): Promise<ObservedServer> {
  const nodeId = newOpaqueId("n");
  const metrics = new Registry();
  const refusals = createRefusalMetrics(metrics);
  const http = createHttpApp({
    tls,
    logLevel: config.logLevel,
    logStream: await formatLog(config.logFormat, logStream),
    trustedProxies: config.trustedProxies,
    maxConnections: config.maxConnections,
    maxConnectionsPerAddress: config.maxConnectionsPerAddress,
    rateLimitFactor: config.rateLimitFactor,
    limitClock,
    onLimited: refusals.limited,
    secureOrigin: config.publicUrl?.startsWith("https:") ?? false,
    isDraining,
  });
  const loadGuard = createLoadGuard(config.maxEventLoopDelayMs, metrics, http.log);
  const observing = await startObserving({
    stores,
    registry: metrics,
    log: http.log,
    dataDir: config.dataDir,
    certificate: () => tls?.cert ?? null,
    nodeId,
    traceEndpoint: config.traceEndpoint,
  });
  return {
    nodeId,
    http,
    metrics,
    refusals,
    reportCall: observing.reportCall,
    loadGuard,
    async close() {
      await closeHttp(http);
      loadGuard.stop();
      await observing.close();
    },
  };
}

/** A connection that becomes idle after the server began to close would otherwise stay open for a minute. */
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
