import { type Kysely, sql } from "kysely";
import type { AdjustedClock } from "../domain/clock.ts";
import type { Schema } from "./schema.ts";

/**
 * The database server's time, which all nodes share: a deadline that one node wrote is judged by another, and two machines'
 * clocks are never compared. Between two looks it is carried on by what has passed here, whatever this machine's clock is set
 * to.
 */
export class DatabaseClock implements AdjustedClock {
  readonly #db: Kysely<Schema>;
  #aheadMs = 0;

  private constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  static async open(db: Kysely<Schema>): Promise<DatabaseClock> {
    const clock = new DatabaseClock(db);
    await clock.adjust();
    return clock;
  }

  nowMs(): number {
    return Math.floor(performance.now() + this.#aheadMs);
  }

  async adjust(): Promise<void> {
    const askedMs = performance.now();
    const { rows } = await sql<{
      ms: number;
    }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(this.#db);
    const serverMs = rows[0]?.ms;
    if (serverMs !== undefined) this.#aheadMs = serverMs - (askedMs + performance.now()) / 2;
  }
}
