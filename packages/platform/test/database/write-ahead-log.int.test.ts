import { stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import LibsqlDatabase from "libsql";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { LIBSQL_FILE, MAX_IDLE_LOG_BYTES } from "../../src/database/open-libsql.ts";
import { startEngine, type TestEngine } from "../helpers/open-engines.ts";

const MEGABYTE = 1_048_576;

describe("the write-ahead log of the embedded database", () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine("libsql");
  });
  afterAll(() => engine.stop());

  interface Opened {
    readonly database: Database;
    readonly file: string;
    readonly write: (megabytes: number) => Promise<void>;
    readonly logBytes: () => Promise<number>;
    readonly fileBytes: () => Promise<number>;
  }

  async function open(checkpointIntervalMs?: number): Promise<Opened> {
    const config = await engine.newDatabase();
    const database = await openDatabase(
      config,
      checkpointIntervalMs === undefined ? {} : { checkpointIntervalMs },
    );
    await sql`create table filler (text text)`.execute(database.db);
    const file = join(config.dataDir, LIBSQL_FILE);
    const text = "x".repeat(MEGABYTE);
    return {
      database,
      file,
      async write(megabytes) {
        for (let written = 0; written < megabytes; written += 1)
          await sql`insert into filler (text) values (${text})`.execute(database.db);
      },
      logBytes: async () => (await stat(`${file}-wal`)).size,
      fileBytes: async () => (await stat(file)).size,
    };
  }

  it("is copied in the background, starts again from its beginning, and is empty after a clean stop", {
    timeout: 60_000,
  }, async () => {
    const { database, write, logBytes, fileBytes } = await open(10);
    for (let round = 1; round <= 4; round += 1) {
      await write(5);
      await vi.waitFor(async () => expect(await fileBytes()).toBeGreaterThan(round * 5 * MEGABYTE), {
        timeout: 20_000,
      });
    }
    expect(await logBytes()).toBeLessThan(11 * MEGABYTE);
    await database.close();
    expect(await logBytes().catch(() => 0)).toBe(0);
  });

  it("is bounded by commits without that", { timeout: 60_000 }, async () => {
    const { database, write, logBytes } = await open();
    await write(90);
    expect(await logBytes()).toBeLessThan(MAX_IDLE_LOG_BYTES + 2 * MEGABYTE);
    await database.close();
  });

  it("is cut after another process kept it from being copied", { timeout: 60_000 }, async () => {
    const { database, file, write, logBytes } = await open();
    const reader = new LibsqlDatabase(file);
    reader.exec("begin");
    reader.prepare("select count(*) from filler").all();
    await write(60);
    expect(await logBytes()).toBeGreaterThan(60 * MEGABYTE);
    reader.exec("commit");
    reader.close();
    await write(2);
    expect(await logBytes()).toBeLessThanOrEqual(MAX_IDLE_LOG_BYTES + 2 * MEGABYTE);
    await database.close();
  });
});
