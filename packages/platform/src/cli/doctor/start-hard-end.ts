import { Worker } from "node:worker_threads";

/** The checks end after 15 s, and closing the database after 5 s more. */
const HARD_END_MS = 25_000;

/** Runs on its own thread, because a blocked one can't end itself. `process.exit` would only end this thread. */
const SCRIPT = `
const { writeSync } = require("node:fs");
const { workerData } = require("node:worker_threads");
setTimeout(() => {
  writeSync(1, workerData.text);
  process.kill(process.pid, "SIGKILL");
}, workerData.afterMs);
`;

/**
 * Ends the process after 25 s even if its thread is blocked, for example while it opens a file of a network folder that doesn't answer.
 *
 * @param text what is then printed
 * @returns cancels it
 */
export function startHardEnd(text: string): () => Promise<unknown> {
  const worker = new Worker(SCRIPT, { eval: true, workerData: { text, afterMs: HARD_END_MS } });
  worker.unref();
  return () => worker.terminate();
}
