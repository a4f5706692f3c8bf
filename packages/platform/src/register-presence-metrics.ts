import type { Registry } from "prom-client";
import type { Database } from "./database/database.ts";
import { registerGauge } from "./observe/register-gauge.ts";
import type { Presence } from "./presence/presence.ts";

/** How old the last heartbeat and sweep are, how busy the connections to PostgreSQL, and how long embedded writes wait. */
export function registerPresenceMetrics(
  registry: Registry,
  { ageMs }: Pick<Presence, "ageMs">,
  { engine, pool, lockWaitMs }: Pick<Database, "engine" | "pool" | "lockWaitMs">,
  databasePoolSize: number,
): void {
  const register = (name: string, help: string, read: () => number): void =>
    registerGauge(registry, name, help, read);
  register(
    "heartbeat_age_seconds",
    "Seconds since this node last stored its heartbeat",
    () => ageMs.heartbeat() / 1_000,
  );
  register("sweep_age_seconds", "Seconds since this node last finished a sweep", () => ageMs.sweep() / 1_000);
  if (engine === "libsql")
    register(
      "database_lock_wait_seconds",
      "For how long another process has kept writes waiting; 0 where none waits",
      () => lockWaitMs() / 1_000,
    );
  if (!pool) return;
  register("database_connections", "Connections to PostgreSQL that are open", () => pool.total);
  register("database_connections_idle", "Of them, those that nothing uses", () => pool.idle);
  register("database_connections_waiting", "Requests that wait for a connection", () => pool.waiting);
  register(
    "database_connections_in_use",
    "Connections that a statement or a transaction uses",
    () => pool.total - pool.idle,
  );
  register(
    "database_connections_max",
    "DATABASE_POOL_SIZE: more connections are never opened",
    () => databasePoolSize,
  );
}
