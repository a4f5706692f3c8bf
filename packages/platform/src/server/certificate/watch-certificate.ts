import { X509Certificate } from "node:crypto";
import type { FastifyBaseLogger } from "fastify";
import type { Clock } from "../../lib/clock.ts";
import type { Certificate } from "../self-signed.ts";
import { findPairProblem } from "./find-pair-problem.ts";
import type { ServedCertificate } from "./open-certificate.ts";
import { type FilesRead, READ_INTERVAL_MS, type ReloadState, stepReload } from "./reload-step.ts";

export interface CertificateWatch {
  /** Reads the files now instead of at the next interval. */
  check(): Promise<void>;
  stop(): void;
}

/**
 * Reads the certificate's files every minute, and serves a renewed pair to new connections. Open connections keep the certificate that they
 * began with.
 */
export function watchCertificate(parts: {
  readonly served: ServedCertificate;
  /** Must not reject. */
  readonly read: () => Promise<FilesRead>;
  /** Gives new handshakes this pair. */
  readonly serve: (pair: Certificate) => void;
  readonly log: Pick<FastifyBaseLogger, "info" | "warn">;
  readonly clock: Clock;
}): CertificateWatch {
  const { served, read, serve, log, clock } = parts;
  let state: ReloadState = { kind: "current" };
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const schedule = (delayMs: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void check(), delayMs);
    timer.unref();
  };
  const report = (problem: string): void =>
    log.warn(
      { problem },
      "the certificate's files changed and can't be used; the previous certificate is still served",
    );
  const replace = (pair: Certificate): void => {
    serve(pair);
    served.replace(pair);
    const { serialNumber, validTo } = new X509Certificate(pair.cert);
    log.info({ serialNumber, validTo }, "new connections get the renewed certificate");
  };
  const readAndAct = async (): Promise<void> => {
    const files = await read();
    if (stopped) return;
    const step = stepReload(state, files, served, (pair) => findPairProblem(pair, clock.nowMs()));
    state = step.state;
    if (step.act.kind === "serve") replace(step.act.pair);
    else if (step.act.kind === "report") report(step.act.problem);
    schedule(step.nextReadInMs);
  };
  let running = Promise.resolve();
  const check = (): Promise<void> => {
    running = running.then(readAndAct).catch((error: unknown) => {
      report(error instanceof Error ? error.message : String(error));
      schedule(READ_INTERVAL_MS);
    });
    return running;
  };
  schedule(READ_INTERVAL_MS);
  return {
    check,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
