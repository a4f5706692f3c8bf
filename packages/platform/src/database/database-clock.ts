import { type Kysely, sql } from "kysely";
import { type AdjustedClock, SteadyClock } from "../lib/clock.ts";
import type { Schema } from "./schema.ts";

/** A sample that took longer is too inexact. */
const MAX_ROUND_TRIP_MS = 200;
const STEP_MS = 1_000;
const SAMPLES_AT_START = 5;

interface Sample {
  readonly serverMs: number;
  readonly roundTripMs: number;
}

/**
 * The database server's time, which all nodes share: a node checks deadlines that another one wrote, and two machines' clocks must
 * never be compared. Between two samples it advances with this process's monotonic time.
 */
export class DatabaseClock implements AdjustedClock {
  readonly #db: Kysely<Schema>;
  readonly #clock: SteadyClock;

  private constructor(db: Kysely<Schema>, startMs: number) {
    this.#db = db;
    this.#clock = new SteadyClock(startMs, STEP_MS);
  }

  /** @param db used for one sample at a time, so that waiting for a connection is not part of a sample */
  static async open(db: Kysely<Schema>): Promise<DatabaseClock> {
    let best = await sample(db);
    for (let taken = 1; taken < SAMPLES_AT_START && best.roundTripMs > MAX_ROUND_TRIP_MS; taken += 1) {
      const next = await sample(db);
      if (next.roundTripMs < best.roundTripMs) best = next;
    }
    return new DatabaseClock(db, best.serverMs + best.roundTripMs / 2);
  }

  nowMs(): number {
    return this.#clock.nowMs();
  }

  async adjust(): Promise<void> {
    const { serverMs, roundTripMs } = await sample(this.#db);
    if (roundTripMs <= MAX_ROUND_TRIP_MS) this.#clock.observe(serverMs + roundTripMs / 2);
  }
}

function sample(db: Kysely<Schema>): Promise<Sample> {
  return db.connection().execute(async (connection) => {
    const askedMs = performance.now();
    const { rows } = await sql<{
      ms: number;
    }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(connection);
    const serverMs = rows[0]?.ms;
    if (serverMs === undefined) throw new Error("The database server returned no time.");
    return { serverMs, roundTripMs: performance.now() - askedMs };
  });
}
