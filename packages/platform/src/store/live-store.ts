import type { LiveStore } from "../domain/live-store.ts";
import { commitTogether } from "./commit-together.ts";
import type { Database } from "./database.ts";
import { interactionQueries } from "./interaction-queries.ts";
import { queueQueries } from "./queue-queries.ts";
import { seatQueries } from "./seat-queries.ts";
import { sessionQueries } from "./session-queries.ts";
import { sweepQueries } from "./sweep-queries.ts";
import { transitionQueries } from "./transition-queries.ts";

/** Interactions, seats and sessions in the platform's database. */
export function createLiveStore(database: Database): LiveStore {
  const write = commitTogether(database);
  return {
    ...interactionQueries(database, write),
    ...seatQueries(write),
    ...transitionQueries(write),
    ...queueQueries(database, write),
    ...sessionQueries(database, write),
    ...sweepQueries(database, write),
  };
}
