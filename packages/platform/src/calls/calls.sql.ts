import type { Write } from "../database/commit-together.ts";
import type { Database } from "../database/database.ts";
import type { CallStore } from "./call-store.ts";
import { interactionQueries } from "./interactions.sql.ts";
import { seatQueries } from "./seats.sql.ts";
import { transitionQueries } from "./transitions.sql.ts";

/** @param write groups writes into commits; one for all stores of a database */
export function createCallStore(database: Database, write: Write): CallStore {
  return {
    ...interactionQueries(database, write),
    ...seatQueries(database, write),
    ...transitionQueries(database, write),
  };
}
