import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";
import { rateCall } from "../archive/call-quality.ts";
import type { ReportCall } from "../calls/call-events.ts";
import type { Stores } from "../open-stores.ts";
import { createCallMetrics } from "./call-metrics.ts";
import type { CallTracing } from "./call-spans.ts";
import { logCalls } from "./log-calls.ts";
import { countPlatform } from "./platform-counts.sql.ts";
import { registerPlatformMetrics } from "./platform-metrics.ts";
import { registerUpkeepMetrics } from "./upkeep-metrics.ts";

export interface Observing {
  /** Passes each step of a call to the metrics, the log and the traces. Never throws. */
  readonly reportCall: ReportCall;
  close(): Promise<void>;
}

/** Registers the metrics that no other part owns, and observes the calls. */
export async function startObserving(parts: {
  readonly stores: Pick<Stores, "database" | "clock" | "callQuality">;
  readonly registry: Registry;
  readonly log: FastifyBaseLogger;
  readonly dataDir: string;
  /** PEM; null with http. */
  readonly certificate: () => string | null;
  readonly nodeId: string;
  /** Null: no traces. */
  readonly traceEndpoint: string | null;
}): Promise<Observing> {
  const { stores, registry, log } = parts;
  const { database, clock, callQuality } = stores;
  const onFailure = (error: unknown): void => log.error({ err: error }, "observing a call failed");
  registerUpkeepMetrics(registry, { ...parts, engine: database.engine });
  registerPlatformMetrics(registry, () => countPlatform(database), clock);
  const metrics = createCallMetrics(
    registry,
    async (tenantId, id) => {
      const batches = await callQuality.ofInteraction(tenantId, id);
      return batches === null ? null : rateCall(id, batches);
    },
    onFailure,
  );
  const tracing = parts.traceEndpoint === null ? null : await startTracing(parts.traceEndpoint, parts);
  const observers: readonly ReportCall[] = [
    metrics.report,
    logCalls(log, clock),
    ...(tracing ? [tracing.report] : []),
  ];
  return {
    reportCall(event) {
      // The step is committed, so whoever reports it must go on.
      for (const observe of observers) {
        try {
          observe(event);
        } catch (error) {
          onFailure(error);
        }
      }
    },
    async close() {
      metrics.close();
      await tracing?.close();
    },
  };
}

/** Loads the library only where it is used. */
async function startTracing(
  endpoint: string,
  parts: {
    readonly stores: Pick<Stores, "clock">;
    readonly log: FastifyBaseLogger;
    readonly nodeId: string;
  },
): Promise<CallTracing> {
  const { traceCalls } = await import("./trace-calls.ts");
  return traceCalls({
    endpoint,
    nodeId: parts.nodeId,
    clock: parts.stores.clock,
    onExportFailed: (error) =>
      parts.log.warn({ err: error }, "traces could not be sent; see OTEL_EXPORTER_OTLP_ENDPOINT"),
  });
}
