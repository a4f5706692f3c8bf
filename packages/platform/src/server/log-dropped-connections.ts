import type { HttpApp } from "./http-app.ts";

/** At most one line in this time: a flood drops thousands. */
const LOG_INTERVAL_MS = 5_000;

/** Logs that connections were closed because too many were open, with their number since the previous line. */
export function logDroppedConnections(app: HttpApp): void {
  let dropped = 0;
  let loggedAtMs = Number.NEGATIVE_INFINITY;
  app.server.on("drop", () => {
    dropped += 1;
    const nowMs = performance.now();
    if (nowMs - loggedAtMs < LOG_INTERVAL_MS) return;
    app.log.warn({ connections: dropped, reason: "too-many-connections" }, "connections dropped");
    dropped = 0;
    loggedAtMs = nowMs;
  });
}
