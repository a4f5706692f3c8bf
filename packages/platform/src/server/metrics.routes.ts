import { timingSafeEqual } from "node:crypto";
import { Counter, collectDefaultMetrics, Histogram, type Registry } from "prom-client";
import { DomainError } from "../lib/errors.ts";
import type { RefusalMetrics } from "../observe/refusal-metrics.ts";
import { isLoopbackAddress } from "./client-address.ts";
import type { HttpApp } from "./http-app.ts";
import { logDroppedConnections } from "./log-dropped-connections.ts";

/** `/metrics` for Prometheus, and metrics of HTTP requests. */
export function registerMetrics(
  app: HttpApp,
  parts: {
    readonly registry: Registry;
    readonly token: string | null;
    readonly production: boolean;
    readonly refusals: Pick<RefusalMetrics, "request">;
  },
): void {
  const { registry, token, production } = parts;
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duration of HTTP responses, by route pattern",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const refusals = new Counter({
    name: "http_refusals_total",
    help: "HTTP responses that were not 2xx or 3xx, by status",
    labelNames: ["status"],
    registers: [registry],
  });
  const dropped = new Counter({
    name: "connections_dropped_total",
    help: "Connections closed because of MAX_CONNECTIONS or MAX_CONNECTIONS_PER_ADDRESS",
    registers: [registry],
  });
  app.server.on("drop", () => dropped.inc());
  logDroppedConnections(app);
  app.addHook("onResponse", (request, reply, done) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: String(reply.statusCode),
    };
    durations.observe(labels, reply.elapsedTime / 1_000);
    if (reply.statusCode >= 400) refusals.inc({ status: labels.status });
    if (request.refusal !== null) parts.refusals.request(request.refusal.code);
    done();
  });

  app.get(
    "/metrics",
    { schema: { tags: ["operation"], summary: "Metrics for Prometheus" } },
    async (request, reply) => {
      // In production a local proxy could forward somebody else's request without a header.
      const local =
        !production &&
        isLoopbackAddress(request.socket.remoteAddress ?? "") &&
        !("x-forwarded-for" in request.headers);
      if (token === null ? !local : !isSame(request.headers.authorization ?? "", `Bearer ${token}`))
        throw new DomainError(
          "not-authenticated",
          "The metrics require METRICS_TOKEN.",
          "Set METRICS_TOKEN and send it as a bearer token. Without it, only callers on the same machine can read them, and nobody in production.",
        );
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  );
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
