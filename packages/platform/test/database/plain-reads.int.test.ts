import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { SYSTEM_CLOCK } from "../../src/lib/clock.ts";
import { type CuttableNetwork, createCuttableNetwork } from "../fixtures/cuttable-network.ts";
import { startPostgres, type TestPostgres } from "../helpers/start-postgres.ts";

describe("a connection to PostgreSQL that breaks", () => {
  let postgres: TestPostgres;
  let network: CuttableNetwork;
  let database: Database;
  /** Past the network, to see what the server runs. */
  let observer: Database;
  const lost: string[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = new URL(await postgres.createDatabase());
    observer = await openDatabase({ databaseUrl: url.href, dataDir: "" });
    network = await createCuttableNetwork(url.href);
    url.port = String(network.port);
    database = await openDatabase(
      { databaseUrl: url.href, dataDir: "" },
      {
        timeouts: true,
        onConnectionLost: (code) => lost.push(code),
      },
    );
    await createTenantStore(database, SYSTEM_CLOCK).add({ id: "t", name: "T", allowsLoopbackOrigins: false });
  });
  afterAll(async () => {
    await database.close();
    await observer.close();
    await network.close();
    await postgres.stop();
  });

  const countTenants = async (): Promise<number> => {
    const rows = await database.db.selectFrom("tenants").select("id").execute();
    return rows.length;
  };

  const untilRunning = (statements: number): Promise<void> =>
    vi.waitFor(
      async () => {
        const { rows } = await sql<{ count: number }>`select count(*) from pg_stat_activity
          where state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`.execute(
          observer.db,
        );
        expect(rows[0]?.count).toBe(statements);
      },
      { timeout: 20_000, interval: 20 },
    );

  it("is replaced for a read that comes after it", async () => {
    await countTenants();
    network.cut();
    network.mend();
    expect(await countTenants()).toBe(1);
  });

  it("is replaced for reads that are under way, and for those that come while the server refuses connections", async () => {
    const slow = sql<{ id: string }>`select id, pg_sleep(2) from tenants`.execute(database.db);
    await untilRunning(1);
    network.cut();
    const before = lost.length;
    const refused = Promise.all([countTenants(), countTenants()]);
    await vi.waitFor(() => expect(lost.length).toBeGreaterThan(before), { timeout: 20_000, interval: 5 });
    network.mend();
    expect(await refused).toEqual([1, 1]);
    expect((await slow).rows).toMatchObject([{ id: "t" }]);
  });

  it("rejects a single write and a transaction's statement, which could have been committed", async () => {
    const write = sql`update tenants set name = 'changed ' || pg_sleep(2)::text where id = 't'`.execute(
      database.db,
    );
    const inTransaction = database.db
      .transaction()
      .execute(async (trx) => sql`select id, pg_sleep(2) from tenants`.execute(trx));
    const outcomes = Promise.allSettled([write, inTransaction]);
    await untilRunning(2);
    network.cut();
    network.mend();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { message: expect.stringMatching(/terminated|ECONNRESET/) },
      });
    expect(await countTenants()).toBe(1);
  });

  it("rejects a read once the server is away for longer", async () => {
    network.cut();
    await expect(countTenants()).rejects.toThrow();
    network.mend();
  });
});
