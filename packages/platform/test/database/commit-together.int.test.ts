import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { commitTogether, type Write } from "../../src/database/commit-together.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { startEngine, type TestEngine } from "../helpers/open-engines.ts";

let engine: TestEngine;
let database: Database;
let write: Write;
let transactions: number;

beforeAll(async () => {
  engine = await startEngine("libsql");
  database = await openDatabase(await engine.newDatabase());
});
beforeEach(() => {
  transactions = 0;
  write = commitTogether({
    ...database,
    transaction(work) {
      transactions += 1;
      return database.transaction(work);
    },
  });
});
afterAll(async () => {
  await database.close();
  await engine.stop();
});

let written = 0;

function beat(): Promise<void> {
  written += 1;
  const id = `n${written}`;
  return write(async (trx) => {
    await trx.insertInto("nodes").values({ id, heartbeat_at_ms: 0 }).execute();
  });
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

it("commits what is asked for alone in the same turn", async () => {
  const done = beat();
  await turn();
  expect(transactions).toBe(1);
  await done;
});

it("commits a rush over several turns once, and answers each of it", async () => {
  const done: Promise<void>[] = [];
  for (let round = 0; round < 4; round += 1) {
    done.push(...Array.from({ length: 10 }, beat));
    await turn();
  }
  await Promise.all(done);
  expect(transactions).toBe(1);
});

it("lets no write wait for a burst that does not end", async () => {
  const done: Promise<void>[] = [];
  for (let round = 0; round < 20; round += 1) {
    done.push(...Array.from({ length: 10 }, beat));
    await turn();
  }
  expect(transactions).toBeGreaterThan(0);
  await Promise.all(done);
});
