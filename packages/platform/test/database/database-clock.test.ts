import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import { afterEach, expect, it, vi } from "vitest";
import { DatabaseClock } from "../../src/database/database-clock.ts";
import type { Schema } from "../../src/database/schema.ts";

/** A database server's clock behind a network of which the test decides how long a round trip takes. */
class Server {
  aheadMs = 0;
  roundTripMs = 10;
  monotonicMs = 0;
  readonly db: Kysely<Schema>;

  constructor() {
    const answer = (): QueryResult<unknown> => {
      this.monotonicMs += this.roundTripMs / 2;
      const ms = this.nowMs();
      this.monotonicMs += this.roundTripMs / 2;
      return { rows: [{ ms }] };
    };
    class Driver extends DummyDriver {
      override async acquireConnection() {
        return {
          executeQuery: async <Row>() => answer() as QueryResult<Row>,
          async *streamQuery() {},
        };
      }
    }
    this.db = new Kysely<Schema>({
      dialect: {
        createDriver: () => new Driver(),
        createAdapter: () => new PostgresAdapter(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
    vi.spyOn(performance, "now").mockImplementation(() => this.monotonicMs);
  }

  nowMs(): number {
    return 1_800_000_000_000 + this.monotonicMs + this.aheadMs;
  }
}

afterEach(() => void vi.restoreAllMocks());

it("ignores a sample of the server's time whose round trip took more than 200 ms", async () => {
  const server = new Server();
  const clock = await DatabaseClock.open(server.db);
  expect(clock.nowMs()).toBe(server.nowMs());
  server.aheadMs = 60_000;
  server.roundTripMs = 202;
  await clock.adjust();
  expect(server.nowMs() - clock.nowMs()).toBe(60_000);
  server.roundTripMs = 200;
  await clock.adjust();
  expect(clock.nowMs()).toBe(server.nowMs());
});
