import { setTimeout as sleep } from "node:timers/promises";

/** Error codes after which the same statement can succeed a moment later: SQLSTATE, SQLite's and the system's. */
const TRANSIENT_CODES: ReadonlySet<string> = new Set([
  "40001", // serialization failure
  "40P01", // deadlock
  "25006", // read-only: a primary that was demoted
  "53300", // too many connections
  "55P03", // lock not available
  "57P01", // the server shuts down
  "57P02",
  "57P03", // the server starts
  "25P03", // idle in a transaction for too long
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Messages of pg, which have no code, for a lost connection or a missing answer. */
const LOST_CONNECTION: RegExp =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** Whether the same statement can succeed a moment after this error. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (TRANSIENT_CODES.has(code) || code.startsWith("08") || /^SQLITE_(BUSY|LOCKED)/.test(code)) return true;
  return LOST_CONNECTION.test(error.message);
}

/** Whether the connection must not be used again after this error. */
export function breaksConnection(error: unknown): boolean {
  if (!isTransient(error)) return false;
  const code = error instanceof Error && "code" in error ? error.code : "";
  return code !== "40001" && code !== "40P01" && code !== "55P03";
}

const FIRST_DELAY_MS = 20;
const MAX_DELAY_MS = 400;

/**
 * Repeats `work` after transient failures, with exponential back-off and jitter. Rejects with the last failure after `deadlineMs`, or at
 * once with a failure that isn't transient.
 *
 * `work` must be idempotent: if a connection is lost at the commit, it is unknown whether that was committed.
 */
export async function withRetry<Result>(work: () => Promise<Result>, deadlineMs: number): Promise<Result> {
  const startedMs = performance.now();
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
    try {
      return await work();
    } catch (error) {
      const leftMs = startedMs + deadlineMs - performance.now();
      if (!isTransient(error) || leftMs <= delayMs) throw error;
      await sleep(delayMs * (0.5 + Math.random() / 2));
    }
  }
}
