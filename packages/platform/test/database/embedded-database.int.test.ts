/** The embedded database: one platform to a folder, and what a commit promises. Faults in operation are rows of `faults/`. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commitTogether } from "../../src/database/commit-together.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { startPlatform } from "../fixtures/in-process-platform.ts";
import { bundlePlatform, type PlatformBundle } from "../helpers/fork-platform.ts";

let bundle: PlatformBundle;
let folder: string;

beforeAll(async () => {
  bundle = await bundlePlatform();
  folder = await mkdtemp(join(tmpdir(), "ve-embedded-"));
});
afterAll(async () => {
  await bundle.remove();
  await rm(folder, { recursive: true, force: true });
});

describe("a second platform on the same data folder", () => {
  it("is refused with a sentence, the first one notices nothing, and a killed one leaves no lock", async () => {
    const dataDir = await mkdtemp(join(folder, "twice-"));
    const env = { DATA_DIR: dataDir, DEMO: "1" };
    const first = bundle.fork(env);
    const { url } = await first.ready;
    const { code, output } = await bundle.fork(env).ended;
    expect(code).toBe(1);
    expect(output).toContain(`Another platform is running on DATA_DIR=${dataDir}.`);
    expect(output).toContain("DATABASE_URL");
    await expect(startPlatform({ dataDir })).rejects.toThrow("Another platform is running");
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    // The command line works beside it.
    expect(await bundle.run(["tenant", "list"], env)).toMatchObject({ code: 0 });
    first.child.kill("SIGKILL");
    await first.ended;
    const next = bundle.fork(env);
    expect((await fetch(`${(await next.ready).url}/readyz`)).status).toBe(200);
    next.child.kill("SIGTERM");
    await next.ended;
  }, 180_000);
});

describe("a commit", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase({ databaseUrl: "", dataDir: await mkdtemp(join(folder, "commit-")) });
  });
  afterAll(() => database.close());

  it("is on the disk before it is answered: WAL with synchronous=FULL, and foreign keys", async () => {
    const pragma = async (name: string): Promise<unknown> => {
      const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(database.db);
      return Object.values(rows[0] ?? {})[0];
    };
    expect({
      synchronous: await pragma("synchronous"),
      journal: await pragma("journal_mode"),
      foreignKeys: await pragma("foreign_keys"),
    }).toEqual({ synchronous: 2, journal: "wal", foreignKeys: 1 });
  });

  it("that finds the database at fault rejects the whole group at once, without a retry one by one", async () => {
    let attempts = 0;
    const write = commitTogether({
      ...database,
      async transaction() {
        attempts += 1;
        throw Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY" });
      },
    });
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => write(async () => 1)));
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect(attempts).toBe(1);
  });

  it("keeps other statements out of a transaction that is under way", async () => {
    const seen: number[] = [];
    const count = async (): Promise<number> =>
      (await database.db.selectFrom("nodes").select("id").execute()).length;
    const before = await count();
    const failing = database.transaction(async (trx) => {
      await trx.insertInto("nodes").values({ id: "in-transaction", heartbeat_at_ms: 0 }).execute();
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error("rolled back");
    });
    const read = count().then((rows) => seen.push(rows));
    await expect(failing).rejects.toThrow("rolled back");
    await read;
    expect(seen).toEqual([before]);
  });
});
