/** Sends calls as traces to an OpenTelemetry collector. Loaded only where one is configured; nothing else imports the library. */
import { randomBytes } from "node:crypto";
import { type Context, ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  type IdGenerator,
  type SpanExporter,
} from "@opentelemetry/sdk-trace-base";
import type { ReportCall } from "../calls/call-events.ts";
import type { Clock } from "../lib/clock.ts";
import { VERSION } from "../lib/version.ts";
import { withinMs } from "../lib/within-ms.ts";
import { type CallSpan, type CallTrace, type CallTracing, spansOf, traceOf } from "./call-spans.ts";

const EXPORT_INTERVAL_MS = 1_000;
/** At most one line about failed exports in this time. */
const LOG_INTERVAL_MS = 60_000;
/** A collector that doesn't answer must not keep the platform from closing. */
const CLOSE_TIMEOUT_MS = 2_000;

/** @param endpoint the complete address, with `/v1/traces` */
export function traceCalls(parts: {
  readonly endpoint: string;
  readonly nodeId: string;
  readonly clock: Clock;
  readonly onExportFailed: (error: Error) => void;
}): CallTracing {
  const ids = new CallIds();
  const provider = new BasicTracerProvider({
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last, so they win.
    resource: resourceFromAttributes({
      "service.name": "video-platform",
      "service.version": VERSION,
      "service.instance.id": parts.nodeId,
    }).merge(detectResources({ detectors: [envDetector] })),
    // A call is complete or absent: its spans come from several nodes. A collector can sample whole traces.
    sampler: new AlwaysOnSampler(),
    idGenerator: ids,
    spanProcessors: [
      new BatchSpanProcessor(
        reportFailures(new OTLPTraceExporter({ url: parts.endpoint }), parts.onExportFailed),
        { scheduledDelayMillis: EXPORT_INTERVAL_MS },
      ),
    ],
  });
  const tracer = provider.getTracer("calls", VERSION);
  const record = (
    { name, startMs, endMs, attributes, failed = false }: CallSpan,
    call: { readonly id: string; readonly tenantId: string },
    parent: Context,
  ): void => {
    const span = tracer.startSpan(
      name,
      {
        startTime: toTime(startMs),
        attributes: { ...attributes, interaction_id: call.id, tenant_id: call.tenantId },
      },
      parent,
    );
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(toTime(endMs));
  };
  const report: ReportCall = (event) => {
    const ofCall = traceOf(event.call.id);
    const { root, children } = spansOf(event, parts.clock.nowMs());
    for (const child of children) record(child, event.call, contextOf(ofCall));
    if (root) ids.asRoot(ofCall, () => record(root, event.call, ROOT_CONTEXT));
  };
  return {
    report,
    async close() {
      // It rejects if the last traces can't be sent, which was reported.
      await withinMs(
        provider.shutdown().catch(() => {}),
        CLOSE_TIMEOUT_MS,
      );
    },
  };
}

/** Random ids, except for a call's root span. */
class CallIds implements IdGenerator {
  #root: CallTrace | null = null;

  generateTraceId(): string {
    return this.#root?.traceId ?? randomBytes(16).toString("hex");
  }

  generateSpanId(): string {
    return this.#root?.rootSpanId ?? randomBytes(8).toString("hex");
  }

  /** The span that `work` starts is the root of a call. */
  asRoot(root: CallTrace, work: () => void): void {
    this.#root = root;
    work();
    this.#root = null;
  }
}

function contextOf({ traceId, rootSpanId: spanId }: CallTrace): Context {
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
}

/** Seconds and nanoseconds: a number could also mean the time since the process started. */
function toTime(ms: number): [number, number] {
  return [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1e6)];
}

/** The library drops what it can't send. */
function reportFailures(exporter: SpanExporter, onFailed: (error: Error) => void): SpanExporter {
  let loggedAtMs = Number.NEGATIVE_INFINITY;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const nowMs = performance.now();
        if (result.error && nowMs - loggedAtMs >= LOG_INTERVAL_MS) {
          loggedAtMs = nowMs;
          onFailed(result.error);
        }
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
