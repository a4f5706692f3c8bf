import { type RawBuilder, sql } from "kysely";
import type { Database } from "../database/database.ts";

/** Literals, so that the partial index is used. */
const IN_CALL: RawBuilder<"connecting" | "active">[] = [sql.lit("connecting"), sql.lit("active")];

/** What the database knows of the whole platform now. */
export interface PlatformCounts {
  readonly waiting: number;
  /** Since when the longest-waiting visitor waits. */
  readonly longestSinceMs: number | null;
  readonly agentsOnQueue: number;
  readonly connecting: number;
  readonly active: number;
}

/** Reads partial indexes and the table of open sessions, so the cost depends on what is open, never on what has ended. */
export async function countPlatform({ db }: Pick<Database, "db">): Promise<PlatformCounts> {
  const [waiting, inCall, agents] = await Promise.all([
    db
      .selectFrom("interactions")
      .select(({ fn }) => [fn.countAll().as("count"), fn.min("waiting_since_ms").as("since")])
      .where("state", "=", sql.lit("waiting"))
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("interactions")
      .select(({ fn }) => [fn.countAll().as("count"), fn.count("active_at_ms").as("active")])
      .where("state", "in", IN_CALL)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("agent_sessions")
      .select(({ fn }) => fn.count("agent_id").distinct().as("count"))
      .where("on_queue", "=", 1)
      .executeTakeFirstOrThrow(),
  ]);
  const active = Number(inCall.active);
  return {
    waiting: Number(waiting.count),
    longestSinceMs: waiting.since,
    agentsOnQueue: Number(agents.count),
    connecting: Number(inCall.count) - active,
    active,
  };
}
