import { mkdir } from "node:fs/promises";
import { createCallNotesStore } from "./archive/call-notes.sql.ts";
import type { CallNotesStore } from "./archive/call-notes.ts";
import { createCallQualityStore } from "./archive/call-quality.sql.ts";
import type { CallQualityStore } from "./archive/call-quality.ts";
import { createInteractionArchive } from "./archive/interaction-archive.sql.ts";
import type { InteractionArchive } from "./archive/interaction-archive.ts";
import type { CallStore } from "./calls/call-store.ts";
import { createCallStore } from "./calls/calls.sql.ts";
import { createVisitorDataStore } from "./calls/visitor-data.sql.ts";
import type { VisitorDataStore } from "./calls/visitor-data.ts";
import type { Config } from "./config/config.ts";
import { commitTogether } from "./database/commit-together.ts";
import { type Database, type DatabaseOptions, openDatabase } from "./database/database.ts";
import { DatabaseClock } from "./database/database-clock.ts";
import { loadMasterKey } from "./database/master-key.ts";
import { withRetry } from "./database/retry.ts";
import { createSeal, type Seal } from "./database/seal.ts";
import { type AgentStore, createAgentStore } from "./identity/agents.sql.ts";
import { type ApiKeyStoreForOperators, createApiKeyStore } from "./identity/api-keys.sql.ts";
import { createGenesysSignInStore } from "./identity/genesys/genesys-sign-ins.sql.ts";
import type { GenesysSignInStore } from "./identity/genesys/genesys-sign-ins.ts";
import { KeyRing } from "./identity/key-ring.ts";
import { createSigningKeyStore } from "./identity/signing-keys.sql.ts";
import { createTenantStore, type TenantStoreForOperators } from "./identity/tenants.sql.ts";
import { type AdjustedClock, type Clock, createMachineClock } from "./lib/clock.ts";
import { createPresenceStore } from "./presence/presence.sql.ts";
import type { PresenceStore } from "./presence/presence-store.ts";
import { createQueueStore } from "./queue/queue.sql.ts";
import type { QueueStore } from "./queue/queue-store.ts";

/** The open database and its stores, for the server and the command line. */
export interface Stores {
  readonly database: Database;
  /** Timestamps of stored data: the database server's clock with PostgreSQL, else this machine's. */
  readonly clock: AdjustedClock;
  readonly tenants: TenantStoreForOperators;
  readonly agents: AgentStore;
  readonly apiKeys: ApiKeyStoreForOperators;
  readonly keyRing: KeyRing;
  readonly genesysSignIns: GenesysSignInStore;
  readonly archive: InteractionArchive;
  readonly callNotes: CallNotesStore;
  readonly callQuality: CallQualityStore;
  readonly calls: CallStore;
  readonly visitorData: VisitorDataStore;
  /** Encrypts what is stored with the master key. */
  readonly seal: Seal;
  readonly queue: QueueStore;
  readonly presence: PresenceStore;
}

/** @param options `clock` replaces the system's and the database server's */
export async function openStores(
  config: Pick<Config, "dataDir" | "databaseUrl" | "databasePoolSize" | "masterKey">,
  options: DatabaseOptions & { readonly clock?: Clock | null } = {},
): Promise<Stores> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  // Before the master key, which is created at first use.
  const database = await openDatabase(config, options);
  const seal = createSeal(await loadMasterKey(config.masterKey, config.dataDir));
  const write = commitTogether(database);
  const presence = createPresenceStore(database, write);
  const clock = await selectClock(database, presence, options.clock ?? null);
  return {
    database,
    clock,
    tenants: createTenantStore(database, clock),
    agents: createAgentStore(database, clock),
    apiKeys: createApiKeyStore(database),
    keyRing: new KeyRing(createSigningKeyStore(database, seal), clock),
    genesysSignIns: createGenesysSignInStore(database, write),
    archive: createInteractionArchive(database),
    callNotes: createCallNotesStore(database),
    callQuality: createCallQualityStore(database),
    calls: createCallStore(database, write),
    visitorData: createVisitorDataStore(database, write, seal),
    seal,
    queue: createQueueStore(database, write),
    presence,
  };
}

/** While a process starts, its event loop is busy and a connection can time out. */
const START_MS = 15_000;
/** If the stored time is further ahead than this, the clock was wrong when it was stored; no deadline is that far away. */
const MAX_SET_BACK_MS = 24 * 3_600_000;

async function selectClock(
  { engine, heartbeatDb }: Database,
  presence: PresenceStore,
  injected: Clock | null,
): Promise<AdjustedClock> {
  if (injected) return { nowMs: () => injected.nowMs(), adjust: async () => {} };
  if (engine === "postgres") return withRetry(() => DatabaseClock.open(heartbeatDb), START_MS);
  const lastMs = (await presence.lastHeartbeatMs()) ?? 0;
  return createMachineClock(lastMs - Date.now() > MAX_SET_BACK_MS ? 0 : lastMs);
}
