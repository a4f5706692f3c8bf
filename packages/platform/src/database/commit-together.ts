import type { Transaction } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";
import { asStorageError, readSqliteCode } from "./storage-error.ts";

export type Write = <Result>(work: (trx: Transaction<Schema>) => Promise<Result>) => Promise<Result>;

interface Pending {
  readonly work: (trx: Transaction<Schema>) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

/** Writes per commit, so that no write waits for a long burst. */
const MAX_GROUP = 500;

/** This many new writes in one event-loop turn mean that more are coming. */
const BURST = 4;
/** Turns that a group waits at most while each brings a burst: a few milliseconds. */
const MAX_TURNS = 8;

/**
 * Groups durable writes that arrive at about the same time into one commit.
 *
 * 1. A write waits for the end of its event-loop turn; while 4 or more arrive per turn, for up to 8 turns. The requests of a
 *    burst are read over several turns, and a commit for the first of them would make the rest wait.
 * 2. All that wait run in one transaction, one after the other, and are answered after its commit.
 * 3. If one fails, nothing of the group is kept; each then runs in its own transaction, so only the one that fails is
 *    rejected. A write must therefore have no effect besides the one on the database. If the database itself fails (its lock
 *    is held for too long, its disk is full), all are rejected at once.
 *
 * PostgreSQL has many connections and groups commits itself: there every write is its own transaction at once.
 */
export function commitTogether(database: Database): Write {
  if (database.engine === "postgres") return (work) => database.transaction(work);
  let pending: Pending[] = [];
  let seen = 0;
  let turns = 0;
  const flush = (): void => {
    if (pending.length - seen >= BURST && pending.length < MAX_GROUP && turns < MAX_TURNS) {
      seen = pending.length;
      turns += 1;
      setImmediate(flush);
      return;
    }
    seen = 0;
    turns = 0;
    const group = pending.splice(0, MAX_GROUP);
    if (pending.length > 0) setImmediate(flush);
    void commit(database, group);
  };
  return (work) =>
    new Promise((resolve, reject) => {
      if (pending.length === 0) setImmediate(flush);
      pending.push({ work, resolve: resolve as (value: unknown) => void, reject });
    });
}

async function commit(database: Database, group: readonly Pending[]): Promise<void> {
  let results: readonly unknown[];
  try {
    results = await database.transaction(async (trx) => {
      const values: unknown[] = [];
      for (const write of group) values.push(await write.work(trx));
      return values;
    });
  } catch (error) {
    if (group.length === 1 || failsForAll(error)) for (const write of group) write.reject(error);
    else await commitOneByOne(database, group);
    return;
  }
  for (const [index, write] of group.entries()) write.resolve(results[index]);
}

/** Whether the database is the cause, so that another attempt would only wait and fail again. */
function failsForAll(error: unknown): boolean {
  return asStorageError(error) !== null || readSqliteCode(error).startsWith("SQLITE_BUSY");
}

async function commitOneByOne(database: Database, group: readonly Pending[]): Promise<void> {
  for (const write of group) {
    try {
      write.resolve(await database.transaction(write.work));
    } catch (error) {
      write.reject(error);
    }
  }
}
