import type { FastifyBaseLogger } from "fastify";
import { Counter, type Registry } from "prom-client";

/** At most one line per code in this time: while PostgreSQL is down, every attempt to connect fails. */
const LOG_INTERVAL_MS = 5_000;

/** Counts lost connections to PostgreSQL and logs their codes. Messages are left out because they can have row values in them. */
export class LostConnections {
  readonly #counter: Counter<"code"> = new Counter({
    name: "database_connections_lost_total",
    help: "Connections to PostgreSQL that broke or were refused, by error code",
    labelNames: ["code"],
    registers: [],
  });
  readonly #loggedAtMs: Map<string, number> = new Map();
  #log: Pick<FastifyBaseLogger, "warn"> | null = null;

  add(code: string): void {
    this.#counter.inc({ code });
    const nowMs = performance.now();
    const loggedAtMs = this.#loggedAtMs.get(code) ?? Number.NEGATIVE_INFINITY;
    if (!this.#log || nowMs - loggedAtMs < LOG_INTERVAL_MS) return;
    this.#loggedAtMs.set(code, nowMs);
    this.#log.warn({ code }, "a connection to PostgreSQL was lost");
  }

  /** The database opens before the log and the metrics exist. */
  reportTo(log: Pick<FastifyBaseLogger, "warn">, metrics: Registry): void {
    this.#log = log;
    metrics.registerMetric(this.#counter);
  }
}
