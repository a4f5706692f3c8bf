import type { CallStore } from "../../src/calls/call-store.ts";
import { createCallStore } from "../../src/calls/calls.sql.ts";
import { commitTogether } from "../../src/database/commit-together.ts";
import type { Database } from "../../src/database/database.ts";
import { createPresenceStore } from "../../src/presence/presence.sql.ts";
import type { PresenceStore } from "../../src/presence/presence-store.ts";
import { createQueueStore } from "../../src/queue/queue.sql.ts";
import type { QueueStore } from "../../src/queue/queue-store.ts";

/** The stores of calls, queue and presence over one database, as `openStores` makes them. */
export function createStores(database: Database): {
  readonly calls: CallStore;
  readonly queue: QueueStore;
  readonly presence: PresenceStore;
} {
  const write = commitTogether(database);
  return {
    calls: createCallStore(database, write),
    queue: createQueueStore(database, write),
    presence: createPresenceStore(database, write),
  };
}
