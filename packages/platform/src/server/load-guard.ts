import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyBaseLogger, FastifyRequest } from "fastify";
import { Counter, type Registry } from "prom-client";
import { DomainError } from "../lib/errors.ts";
import { registerGauge } from "../observe/register-gauge.ts";
import { type LoadState, NORMAL_LOAD, refusesNewWork, stepLoad } from "./load-state.ts";

/** What an overloaded node refuses. Everything that belongs to a running call or to a waiting visitor is served. */
export type NewWork = "call" | "sign-in" | "page";

/** Protects running calls: while the event loop stalls, new work is refused. */
export interface LoadGuard {
  /** False if the node is overloaded; then the refusal is counted. */
  admits(work: NewWork): boolean;
  /** Throws `not-ready` (503) with a time to wait if the node is overloaded. */
  require(work: NewWork): void;
  stop(): void;
}

const SAMPLE_INTERVAL_MS = 500;
const RESOLUTION_MS = 20;
/** Spread, so that the refused don't all come back in the same moment. */
const MIN_RETRY_MS = 5_000;
const MAX_RETRY_MS = 10_000;

/** @param limitMs 0: nothing is measured or refused */
export function createLoadGuard(
  limitMs: number,
  registry: Registry,
  log: Pick<FastifyBaseLogger, "info" | "warn">,
): LoadGuard {
  let load: LoadState = NORMAL_LOAD;
  let stallMs = 0;
  const registers = [registry];
  const refused = new Counter({
    name: "overload_refusals_total",
    help: "New work that this node refused because its event loop stalled, by kind",
    labelNames: ["work"],
    registers,
  });
  registerGauge(
    registry,
    "overloaded",
    "1 while this node refuses new work because its event loop stalls",
    () => (refusesNewWork(load) ? 1 : 0),
  );
  registerGauge(
    registry,
    "event_loop_stall_seconds",
    "The longest stall of this node's event loop in the last half second",
    () => stallMs / 1_000,
  );

  const delays = limitMs > 0 ? monitorEventLoopDelay({ resolution: RESOLUTION_MS }) : null;
  delays?.enable();
  const sample = (): void => {
    if (!delays) return;
    // A delay includes the interval at which it is measured.
    stallMs = Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
    delays.reset();
    const before = load;
    load = stepLoad(before, { atMs: performance.now(), stallMs }, limitMs);
    if (refusesNewWork(load) === refusesNewWork(before)) return;
    const fields = { stallMs: Math.round(stallMs), limitMs };
    if (refusesNewWork(load)) log.warn(fields, "overloaded: new work is refused, running calls are served");
    else log.info(fields, "no longer overloaded");
  };
  const timer = delays ? setInterval(sample, SAMPLE_INTERVAL_MS).unref() : undefined;

  const admits = (work: NewWork): boolean => {
    if (!refusesNewWork(load)) return true;
    refused.inc({ work });
    return false;
  };
  return {
    admits,
    require(work) {
      if (!admits(work)) throw overloaded();
    },
    stop() {
      clearInterval(timer);
      delays?.disable();
    },
  };
}

function overloaded(): DomainError {
  const retryAfterMs = Math.round(MIN_RETRY_MS + Math.random() * (MAX_RETRY_MS - MIN_RETRY_MS));
  return new DomainError(
    "not-ready",
    "The platform is overloaded and takes no new work at the moment.",
    `Try again in ${Math.ceil(retryAfterMs / 1_000)} s. Running calls are not affected.`,
    { retryAfterMs },
  );
}

/** An `onRequest` hook of a route that is always new work. */
export function refuseOnOverload(
  guard: LoadGuard,
  work: NewWork,
): (request: FastifyRequest) => Promise<void> {
  return async () => guard.require(work);
}
