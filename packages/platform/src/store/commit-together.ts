import type { Transaction } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

export type Write = <Result>(work: (trx: Transaction<Schema>) => Promise<Result>) => Promise<Result>;

interface Pending {
  readonly work: (trx: Transaction<Schema>) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

/** What one commit takes at most, so that nobody waits for a burst of others. */
const MAX_GROUP = 500;

/** So many new writes in one turn of the event loop mean that more are on their way. */
const RUSH = 4;
/** Turns that a group waits for others at most, while each of them is a rush: some milliseconds at the worst. */
const MOST_TURNS = 8;

/**
 * Durable writes at the price of one commit for all that are asked for at about the same time.
 *
 * 1. A write waits for the end of the turn in which it was asked for; in a rush, for the first turn that is none: requests
 *    then come in over several turns, and a commit for those of the first would keep the rest waiting.
 * 2. All that wait run in one transaction, one after the other, and are answered after its commit.
 * 3. Where one fails, nothing of the group is kept; each then runs in a transaction of its own, so that only the one
 *    that fails is told so. A write must therefore have no effect but that on the database.
 *
 * PostgreSQL has many connections and groups commits by itself: there every write is its own transaction at once.
 */
export function commitTogether(database: Database): Write {
  if (database.engine === "postgres") return (work) => database.transaction(work);
  let pending: Pending[] = [];
  let seen = 0;
  let turns = 0;
  const flush = (): void => {
    if (pending.length - seen >= RUSH && pending.length < MAX_GROUP && turns < MOST_TURNS) {
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
    if (group.length === 1) group[0]?.reject(error);
    else await commitOneByOne(database, group);
    return;
  }
  for (const [index, write] of group.entries()) write.resolve(results[index]);
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
